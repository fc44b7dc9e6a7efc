package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect.Watch;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Effect.Blocks;
import dev.lockstep.plan.Effect.Lock;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the statements of the rules' scenarios on PostgreSQL and holds what it does against what
/// the rules say.
///
/// *Shape*: a statement that says nothing must not write a table anew, nor read one whole or build
/// an index under a lock; one that does must not say less or more. Statements that the server
/// refuses, such as those about tables that a scenario only talks of, say nothing. What a rule says
/// is read from the words of its message, here alone.
final class LintClaimsTest {
  private static final int VERSION = 18;

  /// Rules about statements that the first row makes fail, so that there are never many.
  private static final Set<String> FAILS = Set.of("required-column");

  /// Is what the message of a finding says of a statement.
  ///
  /// @param blocks whom it keeps waiting
  /// @param rewrites whether it writes a table anew
  /// @param works whether it does something that takes the longer the more rows there are
  private record Claim(Blocks blocks, boolean rewrites, boolean works) {
    static Optional<Claim> of(Finding finding) {
      String message = finding.message();
      String lower = message.toLowerCase(Locale.ROOT);
      Blocks blocks =
          lower.contains("nobody can use") || lower.contains("nobody can read")
              ? Blocks.EVERYBODY
              : lower.contains("nobody can write") ? Blocks.WRITERS : Blocks.NOBODY;
      boolean rewrites = lower.contains("written again");
      boolean works =
          rewrites
              || lower.contains("all rows of")
              || lower.contains("all of their rows")
              || lower.matches(".*index(es)?\\b.*\\b(is|are|of all are) built.*")
              || lower.contains("built again");
      return blocks == Blocks.NOBODY
          ? Optional.empty()
          : Optional.of(new Claim(blocks, rewrites, works));
    }
  }

  @TestFactory
  Stream<DynamicTest> claims() {
    return Scenarios.at(
            ProjectRoot.path().resolve("parsers/src/test/resources/testdata/lint/postgresql"))
        .list()
        .stream()
        .filter(scenario -> scenario.readIfPresent("settings.properties").isEmpty())
        .map(scenario ->
            DynamicTest.dynamicTest(scenario.name(), () -> assertThat(wrong(scenario)).isEmpty()));
  }

  private static List<String> wrong(Scenario scenario) throws SQLException {
    Review review =
        new Review(
            new Language(
                "postgresql",
                VERSION,
                "public",
                new PostgresSplitter(),
                new PostgresReader(VERSION)),
            Rules.all(),
            new LintSettings(Set.of(), Set.of(), Map.of(), Map.of()),
            LocalDate.of(2026, 1, 1));
    String before = scenario.readIfPresent("before.sql").orElse("");
    review.take(new SqlFile("before.sql", before, true));
    SqlFile script = new SqlFile("script.sql", scenario.read("script.sql"), false);
    List<Finding> findings = review.review(script);
    TestDatabase database = TestPostgres.version(Integer.toString(VERSION)).freshDatabase();
    List<String> wrong = new ArrayList<>();
    try (Connection session = database.connect();
        Connection beside = database.connect();
        Statement server = session.createStatement()) {
      for (SqlStatement statement : split(before)) {
        attempt(server, statement.text());
      }
      Watch watch = SupportedSchemas.named("postgresql").watch(beside, VERSION).orElseThrow();
      for (SqlStatement statement : split(script.text())) {
        List<Claim> claims =
            findings.stream()
                .filter(finding -> isAt(finding, statement))
                .flatMap(finding -> Claim.of(finding).stream())
                .toList();
        boolean fails =
            findings.stream().anyMatch(one -> isAt(one, statement) && FAILS.contains(one.rule()));
        observed(watch, session, statement)
            .filter(effect ->
                !fails && !(effect.locks().isEmpty() && statement.text().contains("IF EXISTS")))
            .ifPresent(effect ->
                difference(effect, claims)
                    .ifPresent(what -> wrong.add(statement.text() + "\n    " + what)));
      }
    }
    return wrong;
  }

  /// A scenario may end with an open quote.
  private static List<SqlStatement> split(String script) {
    List<SqlStatement> statements = new ArrayList<>();
    try {
      new PostgresSplitter().split(script, statements::add);
    } catch (LockstepException broken) {
      // What stands before the quote runs.
    }
    return statements;
  }

  private static boolean isAt(Finding finding, SqlStatement statement) {
    return finding.start().offset() >= statement.start().offset()
        && finding.start().offset() < statement.end().offset();
  }

  private static Optional<Effect> observed(Watch watch, Connection session, SqlStatement statement)
      throws SQLException {
    boolean alone = statement.has(StatementTrait.NOT_IN_TRANSACTION);
    boolean control = statement.has(StatementTrait.TRANSACTION_CONTROL);
    try (Statement server = session.createStatement()) {
      try {
        if (!alone && !control) {
          server.execute("BEGIN");
        }
        Optional<Effect> effect = watch.run(session, statement.text(), server::execute).effect();
        if (!control) {
          server.execute("COMMIT");
        }
        return effect;
      } catch (SQLException refused) {
        server.execute("ROLLBACK");
        return Optional.empty();
      }
    }
  }

  private static void attempt(Statement server, String sql) {
    try {
      server.execute(sql);
    } catch (SQLException refused) {
      // A scenario may talk of what is not there.
    }
  }

  /// Says how what was seen differs from what was said; empty when it does not.
  private static Optional<String> difference(Effect effect, List<Claim> claims) {
    Blocks seen =
        effect.locks().stream().map(Lock::blocks).max(Blocks::compareTo).orElse(Blocks.NOBODY);
    boolean rewrites = !effect.rewrites().isEmpty();
    boolean works = rewrites || !effect.scans().isEmpty() || !effect.work().indexes().isEmpty();
    Blocks said = claims.stream().map(Claim::blocks).max(Blocks::compareTo).orElse(Blocks.NOBODY);
    boolean heavy = works && seen != Blocks.NOBODY;
    boolean saysWorks = claims.stream().anyMatch(Claim::works);
    boolean differs =
        (!claims.isEmpty() && said != seen)
            || (heavy != saysWorks)
            || (heavy
                && effect.work().indexes().isEmpty()
                && rewrites != claims.stream().anyMatch(Claim::rewrites));
    return differs
        ? Optional.of("does " + effect + ", and the rules say " + claims)
        : Optional.empty();
  }
}
