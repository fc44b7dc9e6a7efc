package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.readers.sqlite.SqliteReader;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqliteSplitter;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Asks each rule about `script.sql` in the folder of its name, after `before.sql` where there is
/// one, and compares what it finds; the script as it is fixed is in `fixed.sql`.
///
/// The folder's name may go on behind a point, for a second case of the same rule. The file
/// `settings.properties` may say the `version` of the server and parameters of the rule; where
/// `all.txt` is, all rules are asked.
final class RulesTest {
  private static final List<String> DIALECTS = List.of("postgresql", "mariadb", "mysql", "sqlite");

  @TestFactory
  Stream<DynamicTest> scenarios() {
    return DIALECTS.stream()
        .flatMap(dialect ->
            Scenarios.in("testdata/lint/" + dialect).tests(scenario -> run(dialect, scenario)));
  }

  private static void run(String dialect, Scenario scenario) throws IOException {
    boolean whole = scenario.readIfPresent("all.txt").isPresent();
    Properties properties = new Properties();
    properties.load(new StringReader(scenario.readIfPresent("settings.properties").orElse("")));
    String version = (String) properties.remove("version");
    String rule = rule(scenario.name());
    LintSettings settings =
        new LintSettings(
            whole ? Set.of() : Set.of(rule, Review.NOT_UNDERSTOOD),
            Set.of(),
            Map.of(),
            properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> rule + "." + key, properties::getProperty)));
    boolean transactional = isTransactional(dialect);
    Review review = review(scenario, dialect, version, settings);
    SqlFile file = new SqlFile("script.sql", scenario.read("script.sql"), transactional);
    List<Finding> findings = review.review(file);
    scenario.verify(
        "findings.txt", findings.stream().map(RulesTest::line).collect(Collectors.joining()));
    if (findings.stream().anyMatch(finding -> finding.fix() != null)) {
      String fixed = fixed(file.text(), findings);
      scenario.verify("fixed.sql", fixed);
      assertThat(
              review(scenario, dialect, version, settings)
                  .review(new SqlFile("script.sql", fixed, transactional)))
          .as("what is mended has no mending left")
          .allMatch(finding -> finding.fix() == null);
    }
    String instead =
        findings.stream()
            .map(Finding::remedy)
            .filter(Objects::nonNull)
            .map(remedy ->
                "-- in the place of statement %d\n%s;\n"
                    .formatted(remedy.statement() + 1, String.join(";\n", remedy.instead())))
            .collect(Collectors.joining("\n"));
    if (!instead.isEmpty()) {
      scenario.verify("instead.sql", instead);
    }
  }

  private static boolean isTransactional(String dialect) {
    return dialect.equals("postgresql") || dialect.equals("sqlite");
  }

  /// Returns a review that has seen what was there before.
  private static Review review(
      Scenario scenario, String dialect, @Nullable String version, LintSettings settings) {
    Review review =
        new Review(language(dialect, version), Rules.all(), settings, LocalDate.of(2026, 1, 1));
    scenario
        .readIfPresent("before.sql")
        .ifPresent(
            before -> review.take(new SqlFile("before.sql", before, isTransactional(dialect))));
    return review;
  }

  /// @param version the major one of PostgreSQL, such as 110405 for 11.4.5 of the others
  private static Language language(String dialect, @Nullable String version) {
    return switch (dialect) {
      case "postgresql" -> {
        int major = version == null ? 18 : Integer.parseInt(version);
        yield new Language(
            dialect, major, "public", new PostgresSplitter(), new PostgresReader(major));
      }
      case "mariadb" -> {
        int full = version == null ? 110_400 : Integer.parseInt(version);
        yield new Language(dialect, full, "", new MySqlSplitter(), MySqlReader.ofMariaDb(full));
      }
      case "sqlite" -> {
        int full = version == null ? 35_400 : Integer.parseInt(version);
        yield new Language(dialect, full, "main", new SqliteSplitter(), new SqliteReader());
      }
      default -> {
        int full = version == null ? 80_400 : Integer.parseInt(version);
        yield new Language(dialect, full, "", new MySqlSplitter(), MySqlReader.ofMySql(full));
      }
    };
  }

  private static String rule(String scenario) {
    return scenario.split("\\.", 2)[0];
  }

  private static String line(Finding finding) {
    return "%d:%d-%d:%d %s %s: %s%n"
        .formatted(
            finding.start().line(),
            finding.start().column(),
            finding.end().line(),
            finding.end().column(),
            finding.severity(),
            finding.rule(),
            finding.message());
  }

  private static String fixed(String text, List<Finding> findings) {
    StringBuilder fixed = new StringBuilder(text);
    for (Finding finding : findings.reversed()) {
      Finding.Fix fix = finding.fix();
      if (fix != null) {
        fixed.replace(fix.start(), fix.end(), fix.replacement());
      }
    }
    return fixed.toString();
  }

  @Test
  void everyRuleHasAScenarioAndItsOwnName() {
    List<String> names = Rules.all().stream().map(rule -> rule.about().name()).toList();
    assertThat(names).doesNotHaveDuplicates();
    Set<String> tried =
        DIALECTS.stream()
            .flatMap(dialect -> Scenarios.in("testdata/lint/" + dialect).list().stream())
            .map(scenario -> rule(scenario.name()))
            .collect(Collectors.toSet());
    assertThat(tried).containsAll(names);
  }
}
