package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Takes the name of the own database out of a view's query, and nothing else.
final class ViewTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select `db`.`t`.`a` AS `a` from `db`.`t` | select `t`.`a` AS `a` from `t` | [t]",
        "select `db`.`a` AS `a` from `other`.`t` `db` | select `db`.`a` AS `a` from `other`.`t`"
            + " `db` | []",
        "select `db`.`db`.`db` AS `db` from `db`.`db` | select `db`.`db` AS `db` from `db` | [db]",
        "select `db`.`f`(`x`.`db`) AS `y` from (`db`.`t` `x` join `db`.`u` on(`x`.`id` ="
            + " `db`.`u`.`id`)) | select `f`(`x`.`db`) AS `y` from (`t` `x` join `u` on(`x`.`id` ="
            + " `u`.`id`)) | [t, u]",
        "select '`db`.`t`' AS `it``s \\'` from ((`db`.`t``1` left join `other`.`db` on(1))) |"
            + " select '`db`.`t`' AS `it``s \\'` from ((`t``1` left join `other`.`db` on(1))) |"
            + " [t`1]",
        "select extract(year from `db`.`t`.`a`) AS `y`,trim(both 'x' from (`db`.`b`)) AS `z` from"
            + " `db`.`t` `db` | select extract(year from `t`.`a`) AS `y`,trim(both 'x' from"
            + " (`db`.`b`)) AS `z` from `t` `db` | [t]",
        "with c as (select `db`.`t`.`a` AS `a` from `db`.`t`)select `c`.`a` AS `a` from `c` | with"
            + " c as (select `t`.`a` AS `a` from `t`)select `c`.`a` AS `a` from `c` | [t, c]",
        "select 1 AS `1` where exists(select 'it''s \\' `db`.`x`' from `db`.`t` limit 1)"
            + " | select 1 AS `1` where exists(select 'it''s \\' `db`.`x`' from `t` limit 1) | [t]",
      })
  void leavesOutItsOwnDatabase(String query, String plain, String tables) {
    ViewText text = new ViewText(query, "db");
    assertThat(text.definition()).isEqualTo(plain);
    assertThat(text.tables()).hasToString(tables);
  }
}
