package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Asks each rule about `script.sql` in the folder of its name, after `before.sql` where there is
/// one, and compares what it finds; the script as it is fixed is in `fixed.sql`.
final class RulesTest {
  private static final Language POSTGRES =
      new Language("postgresql", 18, "public", new PostgresSplitter(), new PostgresReader(18));

  @TestFactory
  Stream<DynamicTest> postgres() {
    return Scenarios.in("testdata/lint/postgresql").tests(RulesTest::run);
  }

  private static void run(Scenario scenario) {
    boolean whole = scenario.readIfPresent("all.txt").isPresent();
    LintSettings settings =
        new LintSettings(
            whole ? Set.of() : Set.of(scenario.name(), Review.NOT_UNDERSTOOD),
            Set.of(),
            Map.of(),
            Map.of());
    Review review = new Review(POSTGRES, Rules.all(), settings);
    scenario
        .readIfPresent("before.sql")
        .ifPresent(before -> review.take(new SqlFile("before.sql", before, true)));
    SqlFile file = new SqlFile("script.sql", scenario.read("script.sql"), true);
    List<Finding> findings = review.review(file);
    scenario.verify(
        "findings.txt", findings.stream().map(RulesTest::line).collect(Collectors.joining()));
    if (findings.stream().anyMatch(finding -> finding.fix() != null)) {
      scenario.verify("fixed.sql", fixed(file.text(), findings));
    }
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
        Scenarios.in("testdata/lint/postgresql")
            .tests(_ -> {})
            .map(DynamicTest::getDisplayName)
            .collect(Collectors.toSet());
    assertThat(tried).containsAll(names);
  }
}
