package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.PostgresSplitter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reviews what is too long to be kept in memory as it was read.
final class LongFileTest {
  private static List<Language> languages() {
    return List.of(
        new Language("postgresql", 18, "public", new PostgresSplitter(), new PostgresReader(18)),
        new Language("mysql", 80_400, "", new MySqlSplitter(), MySqlReader.ofMySql(80_400)));
  }

  private static List<String> found(Language language, String text) {
    return new Review(language, Rules.all(), LintSettings.standard())
        .review(new SqlFile("dump.sql", text, false)).stream()
            .map(finding ->
                "%d %s %s".formatted(finding.start().line(), finding.rule(), finding.message()))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void knowsWhatStandsBehindAllRows(Language language) {
    String row = "INSERT INTO t (id, note) VALUES (1, '" + "x".repeat(4000) + "');\n";
    String text =
        "CREATE TABLE t (id bigint NOT NULL, note varchar(4000));\n"
            + row.repeat(2100)
            + "ALTER TABLE t ADD PRIMARY KEY (id);\n"
            + "DROP TABLE other;\n";
    assertThat(text.length()).isGreaterThan(LongFile.LENGTH);
    assertThat(found(language, text))
        .noneMatch(finding -> finding.contains("table-without-primary-key"))
        .anyMatch(finding -> finding.startsWith("2103 drop-table"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void namesWhatIsTooLong(Language language) {
    String text =
        "INSERT INTO t (id) VALUES (1)" + ", (2)".repeat(2_000_000) + ";\nDROP TABLE other;\n";
    assertThat(found(language, text))
        .contains(
            "1 not-understood this INSERT is too long to be looked into: it has 10,000,029"
                + " characters")
        .anyMatch(finding -> finding.startsWith("2 drop-table"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void saysTheSameNotForEver(Language language) {
    List<String> found = found(language, "DROP TABLE other;\n".repeat(3000));
    assertThat(found)
        .contains("1000 drop-table 2,000 more of these behind it are left out")
        .filteredOn(finding -> finding.contains(" drop-table "))
        .hasSize(1001);
  }
}
