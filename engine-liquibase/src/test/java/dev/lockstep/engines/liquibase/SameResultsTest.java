package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Holds the engine's plans to what a plain Liquibase leaves: the same rows, the same schema.
final class SameResultsTest {
  @TempDir Path cache;

  @TestFactory
  Stream<DynamicTest> onPostgres() {
    return Scenarios.in("testdata/liquibase")
        .tests(scenario ->
            check(scenario, TestPostgres.database(), TestPostgres.database(), "postgresql"));
  }

  @TestFactory
  Stream<DynamicTest> onMariaDb() {
    return Scenarios.in("testdata/liquibase")
        .tests(
            scenario -> check(scenario, TestMariaDb.database(), TestMariaDb.database(), "mariadb"));
  }

  private void check(Scenario scenario, TestDatabase plain, TestDatabase ours, String product)
      throws Exception {
    scenario.path("plan.postgresql.txt");
    scenario.path("plan.mariadb.txt");
    Settings settings = Settings.parse(scenario.read("settings.properties"));
    Path tree = scenario.path("tree");
    LiquibaseEngine engine = new LiquibaseEngine(cache);
    Workbench bench = Workbench.of(engine, tree, settings, ours);

    PlainLiquibase.update(tree, settings, plain);
    Assessment plan = bench.deploy();

    scenario.verify("plan." + product + ".txt", print(plan, ours));
    assertThat(DatabasePrint.history(ours, settings))
        .isEqualTo(DatabasePrint.history(plain, settings));
    assertThat(DatabasePrint.schema(ours, settings))
        .isEqualTo(DatabasePrint.schema(plain, settings));
    movesBothWays(engine, tree, settings, plain, ours);
    leadsBack(bench, ours, settings);
  }

  /// Where every changeset has a way back, all of it leads back to nothing.
  private static void leadsBack(Workbench bench, TestDatabase ours, Settings settings)
      throws Exception {
    try (JdbcSession session = bench.open()) {
      RollbackPlan back =
          bench.engine().planRollback(bench.request(), session, new RollbackTarget.Position(null));
      if (back.irreversible().isEmpty()) {
        bench.run(session, java.util.List.of(), back.steps());
        assertThat(DatabasePrint.history(ours, settings)).isEmpty();
        assertThat(DatabasePrint.schema(ours, settings))
            .allMatch(line ->
                line.toLowerCase(Locale.ROOT)
                    .contains(settings.historyTable().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /// Each side understands what the other left.
  private static void movesBothWays(
      LiquibaseEngine engine, Path tree, Settings settings, TestDatabase plain, TestDatabase ours)
      throws Exception {
    Assessment afterPlain = Workbench.of(engine, tree, settings, plain).assess();
    Assessment afterOurs = Workbench.of(engine, tree, settings, ours).assess();

    assertThat(afterPlain.faults()).isEmpty();
    assertThat(ids(afterPlain)).isEqualTo(ids(afterOurs));
    assertThat(afterPlain.migrations())
        .noneMatch(status -> status.state() == MigrationState.MISSING);
    assertThat(PlainLiquibase.unrun(tree, settings, ours))
        .isEqualTo(PlainLiquibase.unrun(tree, settings, plain));
  }

  private static java.util.List<String> ids(Assessment assessment) {
    return assessment.pending().stream().map(planned -> planned.migration().id()).toList();
  }

  private static String print(Assessment plan, TestDatabase database) {
    StringBuilder text = new StringBuilder();
    plan.setup().forEach(statement -> text.append("setup: ").append(statement).append('\n'));
    for (PlannedMigration migration : plan.pending()) {
      text.append("\n# ").append(migration.migration().id());
      text.append(" (").append(migration.migration().source()).append(") ");
      text.append(
          switch (migration.execution()) {
            case Execution.Direct direct -> direct.mode().toString();
            case Execution.ByEngine engine -> "BY_ENGINE " + engine.reason();
          });
      text.append(", back: ").append(migration.reversal().getClass().getSimpleName()).append('\n');
      for (PlannedStatement statement : migration.statements()) {
        text.append("-- ").append(statement.source());
        text.append(' ').append(statement.sql().kind()).append(' ');
        text.append(new java.util.TreeSet<>(statement.sql().traits())).append('\n');
        text.append(statement.sql().text()).append('\n');
      }
    }
    return text.toString().replace(database.database(), "db").strip() + "\n";
  }
}
