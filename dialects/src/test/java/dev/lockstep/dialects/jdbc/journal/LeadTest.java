package dev.lockstep.dialects.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE a (b int)                          | HARMLESS
          insert into a values (1);                       | HARMLESS
          -- who\\n/* and */ INSERT INTO a VALUES (1)     | HARMLESS
          INSERT INTO a VALUES (1); SET ROLE other        | CHANGES_SESSION
          SET search_path TO shop, public                 | CHANGES_PATH
          SET SEARCH_PATH TO shop; RESET ROLE             | CHANGES_SESSION
          SET ROLE other                                  | CHANGES_SESSION
          SELECT set_config('role', 'other', false)       | CHANGES_SESSION
          SELECT become('other')                          | CHANGES_SESSION
          SELECT (become('other'))                        | CHANGES_SESSION
          SELECT "version"('other')                       | CHANGES_SESSION
          SELECT version(), become('other')               | CHANGES_SESSION
          select version()                                | HARMLESS
          SELECT current_schema()                         | HARMLESS
          SELECT count(*) FROM a                          | HARMLESS
          DO $$ BEGIN SET ROLE other; END $$              | CHANGES_SESSION
          BEGIN                                           | BEGINS
          COMMIT;                                         | COMMITS
          ROLLBACK                                        | ROLLS_BACK
          ROLLBACK TO SAVEPOINT here                      | HARMLESS
          """)
  void aStatementIsKnownByItsFirstWords(String sql, Lead lead) {
    assertThat(Lead.of(sql.replace("\\n", "\n"))).isEqualTo(lead);
  }
}
