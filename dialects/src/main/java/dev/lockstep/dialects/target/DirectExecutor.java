package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor;
import dev.lockstep.dialects.target.Resumption.Decision;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs directly executed migrations over the working session, in as few messages as is safe.
final class DirectExecutor implements Executor {
  private static final long MOST_CHARACTERS = 64 * 1024;

  private final Workbench bench;
  private final LedgerTables tables;
  private final String schema;

  DirectExecutor(Workbench bench, LedgerTables tables, String schema) {
    this.bench = bench;
    this.tables = tables;
    this.schema = schema;
  }

  @Override
  public RunOutcome run(
      String deploymentId,
      List<String> setup,
      List<PlannedMigration> migrations,
      RunListener listener) {
    tables.ensure();
    bench.journal().resume(deploymentId);
    Resumption resumption = new Resumption(bench, tables);
    resumption.read(schema);
    List<PlannedMigration> applied = new ArrayList<>();
    Failure failure = null;
    Pace pace = new Pace();
    List<String> stillToSetUp = setup;
    while (failure == null && applied.size() < migrations.size()) {
      List<PlannedMigration> rest = migrations.subList(applied.size(), migrations.size());
      int together = together(rest, pace.size());
      Instant sent = bench.retry().now();
      WholeRun.Progress progress =
          together > 0
              ? whole(stillToSetUp, rest.subList(0, together), resumption, listener)
              : single(stillToSetUp, rest.getFirst(), resumption, listener);
      if (together > 0) {
        pace.took(together, Duration.between(sent, bench.retry().now()));
      }
      stillToSetUp = List.of();
      applied.addAll(rest.subList(0, progress.applied()));
      failure = progress.failure();
    }
    writeCounts();
    return new RunOutcome(applied, failure);
  }

  @Override
  public void observed(
      String deploymentId,
      List<PlannedMigration> migrations,
      RunListener listener,
      Consumer<RunListener> work) {
    tables.ensure();
    bench.journal().resume(deploymentId);
    new EngineJournal(bench, migrations, listener).observe(work);
  }

  @Override
  public void write(HistoryPlan plan) {
    List<String> texts = new ArrayList<>(plan.setup());
    plan.writes().forEach(write -> texts.add(bench.session().dialect().render(write)));
    if (!texts.isEmpty()) {
      tables.write("write the history", texts);
    }
  }

  /// Returns how many of the next migrations fit one message, 0 when the first needs more care.
  private int together(List<PlannedMigration> rest, int wanted) {
    long characters = 0;
    int count = 0;
    int most = bench.session().product().tellsElapsed() ? wanted : 1;
    while (count < Math.min(most, rest.size()) && isWhole(rest.get(count))) {
      characters += characters(rest.get(count));
      if (count > 0 && characters > MOST_CHARACTERS) {
        break;
      }
      count++;
    }
    return count;
  }

  private boolean isWhole(PlannedMigration migration) {
    return mode(migration) == TransactionMode.SINGLE
        && !Workbench.has(migration, StatementTrait.NOT_IN_TRANSACTION)
        && !Workbench.has(migration, StatementTrait.IMPLICIT_COMMIT)
        && !Workbench.has(migration, StatementTrait.TRANSACTION_CONTROL)
        && refused(migration) == null;
  }

  private static TransactionMode mode(PlannedMigration migration) {
    return switch (migration.execution()) {
      case Execution.Direct direct -> direct.mode();
      case Execution.ByEngine engine ->
          throw new IllegalArgumentException(
              migration.migration().id() + " is for its engine to run: " + engine.reason());
    };
  }

  private static long characters(PlannedMigration migration) {
    long sum = 0;
    for (PlannedStatement statement : migration.statements()) {
      String data = statement.sql().inlineData();
      sum += statement.sql().text().length() + (data == null ? 0 : data.length());
    }
    return sum;
  }

  private WholeRun.Progress whole(
      List<String> setup,
      List<PlannedMigration> group,
      Resumption resumption,
      RunListener listener) {
    int clean = 0;
    Failure started = null;
    while (started == null && clean < group.size()) {
      started = startedBefore(resumption, group.get(clean));
      clean += started == null ? 1 : 0;
    }
    if (clean == 0) {
      return new WholeRun.Progress(0, started);
    }
    WholeRun.Progress progress = new WholeRun(bench, listener).run(setup, group.subList(0, clean));
    return progress.failure() != null
        ? progress
        : new WholeRun.Progress(progress.applied(), started);
  }

  /// A migration that an earlier run applied in part, and that now claims to be a whole, is
  /// refused.
  private @Nullable Failure startedBefore(Resumption resumption, PlannedMigration migration) {
    return switch (resumption.decide(migration)) {
      case Decision.From from when from.statement() == 0 -> null;
      case Decision.From from ->
          bench
              .report()
              .attention(
                  migration,
                  from.statement() - 1,
                  from.statement(),
                  "an interrupted run has applied this migration up to here, statement by"
                      + " statement, and now it is to run as a whole.",
                  "Put the file back as it was, or take those statements back by hand and run "
                      + Resumption.repair(migration, "start-over")
                      + ".");
      case Decision.Stop stop -> stop.failure();
    };
  }

  private WholeRun.Progress single(
      List<String> setup, PlannedMigration migration, Resumption resumption, RunListener listener) {
    listener.started(migration);
    Failure refused = refused(migration);
    if (refused != null) {
      return new WholeRun.Progress(0, refused);
    }
    if (!setup.isEmpty()) {
      tables.write("create the history tables", setup);
    }
    Failure failure = stepwise(migration, resumption);
    if (failure == null) {
      listener.finished(migration);
    }
    return new WholeRun.Progress(failure == null ? 1 : 0, failure);
  }

  private @Nullable Failure stepwise(PlannedMigration migration, Resumption resumption) {
    return switch (resumption.decide(migration)) {
      case Decision.Stop stop -> stop.failure();
      case Decision.From from -> {
        Failure failure = new SessionState(bench, migration).restore(from.statement());
        yield failure != null
            ? failure
            : Workbench.has(migration, StatementTrait.TRANSACTION_CONTROL)
                ? new ScriptRun(bench, migration, from.statement()).run()
                : new StepRun(bench, migration, from.statement()).run();
      }
    };
  }

  /// Refuses what no server understands, and what would free the fence behind our back.
  private @Nullable Failure refused(PlannedMigration migration) {
    for (int index = 0; index < migration.statements().size(); index++) {
      SqlStatement sql = migration.statements().get(index).sql();
      if (sql.has(StatementTrait.CLIENT_COMMAND)) {
        return bench
            .report()
            .refused(
                migration,
                index,
                0,
                "this is a command of a client program, which no server understands.",
                "Take the line out of the file, or write what it does in SQL.");
      }
      if (freesLocks(sql)) {
        return bench
            .report()
            .refused(
                migration,
                index,
                0,
                "this would free every lock of the session, also the one that keeps other"
                    + " deployments out.",
                "Free the locks that the migration takes by name instead.");
      }
    }
    return null;
  }

  private static boolean freesLocks(SqlStatement sql) {
    if (!sql.has(StatementTrait.CHANGES_SESSION) && !sql.kind().startsWith("DISCARD")) {
      return false;
    }
    String text = sql.text().toLowerCase(Locale.ROOT);
    return text.matches("discard\\s+all")
        || text.contains("pg_advisory_unlock_all")
        || text.contains("release_all_locks");
  }

  private void writeCounts() {
    List<String> counts = bench.journal().counted();
    if (!counts.isEmpty()) {
      bench.writeQuietly(counts);
    }
  }
}
