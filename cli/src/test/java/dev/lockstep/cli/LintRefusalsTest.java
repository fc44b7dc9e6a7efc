package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestMySql;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/// Runs the statements of scenarios on a server, and holds what it refuses against what the rule
/// says: that a statement fails, or nothing. What is refused has happened neither here nor there.
final class LintRefusalsTest {
  private static final Language POSTGRES =
      new Language("postgresql", 18, "public", new PostgresSplitter(), new PostgresReader(18));

  private static final Language MARIADB =
      new Language("mariadb", 110_400, "", new MySqlSplitter(), MySqlReader.ofMariaDb(110_400));

  private static final Language MYSQL =
      new Language("mysql", 90_700, "", new MySqlSplitter(), MySqlReader.ofMySql(90_700));

  private static final Set<String> RULES =
      Set.of("still-needed", "view-columns-change", "only-the-parent", "foreign-key-needs");

  @TestFactory
  Stream<DynamicTest> onPostgres() {
    return scenarios(
        POSTGRES, () -> TestPostgres.version(Integer.toString(POSTGRES.version())).freshDatabase());
  }

  @TestFactory
  Stream<DynamicTest> onMariaDb() {
    return scenarios(MARIADB, TestMariaDb::database);
  }

  /// What is written for MariaDB means the same to MySQL.
  @TestFactory
  @EnabledIf("dev.lockstep.testkit.TestMySql#isThere")
  Stream<DynamicTest> onMySql() {
    return Stream.of("mariadb", "mysql")
        .flatMap(folder -> scenarios(folder, MYSQL, TestMySql::database));
  }

  private static Stream<DynamicTest> scenarios(Language language, Supplier<TestDatabase> fresh) {
    return scenarios(language.dialect(), language, fresh);
  }

  private static Stream<DynamicTest> scenarios(
      String folder, Language language, Supplier<TestDatabase> fresh) {
    return Scenarios.at(
            ProjectRoot.path().resolve("parsers/src/test/resources/testdata/lint/" + folder))
        .list()
        .stream()
        .filter(scenario -> RULES.contains(rule(scenario)))
        .filter(scenario -> scenario.readIfPresent("settings.properties").isEmpty())
        .map(scenario ->
            DynamicTest.dynamicTest(
                scenario.name(),
                () -> assertThat(wrong(scenario, language, fresh.get())).isEmpty()));
  }

  private static String rule(Scenario scenario) {
    return scenario.name().split("\\.", 2)[0];
  }

  private static List<String> wrong(Scenario scenario, Language language, TestDatabase database)
      throws SQLException {
    String before = scenario.read("before.sql");
    StringBuilder ran = new StringBuilder();
    List<String> wrong = new ArrayList<>();
    try (Connection session = database.connect();
        Statement server = session.createStatement()) {
      if (language.equals(MYSQL)) {
        // Of what is there from older versions, keys may refer to what is not unique.
        server.execute("SET restrict_fk_on_non_standard_key = OFF");
      }
      for (SqlStatement statement : language.splitter().split(before)) {
        server.execute(statement.text());
      }
      for (SqlStatement statement : language.splitter().split(scenario.read("script.sql"))) {
        boolean said = says(rule(scenario), language, before, ran, statement.text());
        try {
          server.execute(statement.text());
          ran.append(statement.text()).append(";\n");
          if (said) {
            wrong.add(statement.text() + ": runs, and is said to fail");
          }
        } catch (SQLException refused) {
          if (!said) {
            wrong.add(statement.text() + ": " + refused.getMessage());
          }
        }
      }
    }
    return wrong;
  }

  private static boolean says(
      String rule, Language language, String before, CharSequence ran, String statement) {
    Review review =
        new Review(
            language, Rules.all(), new LintSettings(Set.of(rule), Set.of(), Map.of(), Map.of()));
    review.take(new SqlFile("before.sql", before, true));
    return review.review(new SqlFile("script.sql", ran + statement, true)).stream()
        .anyMatch(finding ->
            finding.start().offset() >= ran.length() && finding.message().startsWith("This fails"));
  }
}
