package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the statements of scenarios on PostgreSQL, and holds what it refuses against what the rule
/// says: that a statement fails, or nothing. What is refused has happened neither here nor there.
final class LintRefusalsTest {
  private static final int VERSION = 18;

  private static final Set<String> RULES =
      Set.of("still-needed", "view-columns-change", "only-the-parent");

  @TestFactory
  Stream<DynamicTest> refusals() {
    return Scenarios.at(
            ProjectRoot.path().resolve("parsers/src/test/resources/testdata/lint/postgresql"))
        .list()
        .stream()
        .filter(scenario -> RULES.contains(rule(scenario)))
        .filter(scenario -> scenario.readIfPresent("settings.properties").isEmpty())
        .map(scenario ->
            DynamicTest.dynamicTest(scenario.name(), () -> assertThat(wrong(scenario)).isEmpty()));
  }

  private static String rule(Scenario scenario) {
    return scenario.name().split("\\.", 2)[0];
  }

  private static List<String> wrong(Scenario scenario) throws SQLException {
    StringBuilder before = new StringBuilder(scenario.read("before.sql"));
    List<String> wrong = new ArrayList<>();
    TestDatabase database = TestPostgres.version(Integer.toString(VERSION)).freshDatabase();
    try (Connection session = database.connect();
        Statement server = session.createStatement()) {
      server.execute(before.toString());
      for (SqlStatement statement : new PostgresSplitter().split(scenario.read("script.sql"))) {
        boolean said = says(rule(scenario), before.toString(), statement.text());
        try {
          server.execute(statement.text());
          before.append(statement.text()).append(";\n");
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

  private static boolean says(String rule, String before, String statement) {
    Review review =
        new Review(
            new Language(
                "postgresql",
                VERSION,
                "public",
                new PostgresSplitter(),
                new PostgresReader(VERSION)),
            Rules.all(),
            new LintSettings(Set.of(rule), Set.of(), Map.of(), Map.of()));
    review.take(new SqlFile("before.sql", before, true));
    return review.review(new SqlFile("script.sql", statement, true)).stream()
        .anyMatch(finding -> finding.message().startsWith("This fails"));
  }
}
