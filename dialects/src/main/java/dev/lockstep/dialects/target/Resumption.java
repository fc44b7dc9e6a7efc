package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.deploy.StatementHash;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides where a migration goes on that an earlier run left unfinished.
///
/// *Shape*: what the journal proves done is never run again. A statement that was started and whose
/// end nobody saw is looked for in the target, once no session of the dead run works there any
/// more.
final class Resumption {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Workbench bench;
  private final LedgerTables tables;
  private final Map<Key, NavigableMap<Integer, Trace>> traces = new HashMap<>();

  private record Key(String migration, String direction) {}

  /// Is the newest journal line of one statement.
  private record Trace(
      String deploymentId,
      long sequence,
      String sha256,
      StatementOutcome outcome,
      long backendId,
      @Nullable String backendStarted) {}

  /// Says where to go on.
  sealed interface Decision {
    /// From this statement on; 0 is the beginning.
    record From(int statement) implements Decision {}

    record Stop(Failure failure) implements Decision {}
  }

  Resumption(Workbench bench, LedgerTables tables) {
    this.bench = bench;
    this.tables = tables;
  }

  /// Reads what earlier runs of a schema left unfinished; one round trip.
  void read(String schema) {
    traces.clear();
    String sql =
        "SELECT s.deployment_id, s.sequence_number, s.migration_id, s.direction, s.statement_index,"
            + " s.sha256, s.outcome, d.backend_id, d.backend_started FROM "
            + tables.name(Table.STATEMENT)
            + " s JOIN "
            + tables.name(Table.DEPLOYMENT)
            + " d ON d.id = s.deployment_id WHERE s.pending = 1 AND d.schema_name = ?"
            + " ORDER BY d.started_at, s.deployment_id, s.sequence_number";
    for (Row row : bench.session().queryIfPresent(sql, schema).orElse(List.of())) {
      Key key = new Key(text(row, "migration_id"), text(row, "direction"));
      traces
          .computeIfAbsent(key, _ -> new TreeMap<>())
          .put((int) number(row, "statement_index"), trace(row));
    }
  }

  private static Trace trace(Row row) {
    return new Trace(
        text(row, "deployment_id"),
        number(row, "sequence_number"),
        text(row, "sha256"),
        StatementOutcome.valueOf(text(row, "outcome")),
        number(row, "backend_id"),
        row.text("backend_started"));
  }

  Decision decide(PlannedMigration migration) {
    NavigableMap<Integer, Trace> seen =
        traces.remove(new Key(migration.migration().id(), migration.direction().name()));
    if (seen == null) {
      return new Decision.From(0);
    }
    int done = 0;
    for (Map.Entry<Integer, Trace> line : seen.entrySet()) {
      if (line.getValue().outcome() == StatementOutcome.DONE) {
        done = line.getKey();
      }
    }
    Failure changed = changed(migration, seen, done);
    if (changed != null) {
      return new Decision.Stop(changed);
    }
    Trace next = seen.get(done + 1);
    return next == null || next.outcome() != StatementOutcome.STARTED
        ? new Decision.From(done)
        : undecided(migration, done, next);
  }

  private @Nullable Failure changed(
      PlannedMigration migration, NavigableMap<Integer, Trace> seen, int done) {
    List<PlannedStatement> statements = migration.statements();
    for (Map.Entry<Integer, Trace> line : seen.headMap(done, true).entrySet()) {
      int index = line.getKey() - 1;
      if (line.getValue().outcome() == StatementOutcome.DONE
          && (index >= statements.size() || !same(line.getValue(), statements.get(index)))) {
        return bench
            .report()
            .attention(
                migration,
                Math.min(index, Math.max(statements.size() - 1, 0)),
                done,
                "an interrupted run has applied statements 1 to "
                    + done
                    + " of this migration, and statement "
                    + line.getKey()
                    + " reads differently now.",
                "Put the text back as it was, or take those statements back by hand and run "
                    + repair(migration, "start-over")
                    + ".");
      }
    }
    return null;
  }

  private static boolean same(Trace trace, PlannedStatement statement) {
    return trace.sha256().equals(StatementHash.of(statement.sql()));
  }

  private Decision undecided(PlannedMigration migration, int done, Trace started) {
    if (!gone(started)) {
      return new Decision.Stop(
          bench
              .report()
              .attention(
                  migration,
                  done,
                  done,
                  "session "
                      + started.backendId()
                      + " of an interrupted run still executes this statement.",
                  "Wait until that session has ended or end it, then run the same command"
                      + " again."));
    }
    List<PlannedStatement> statements = migration.statements();
    Probe.Verdict verdict =
        done < statements.size() && same(started, statements.get(done))
            ? bench.probe().look(statements.get(done).sql())
            : Probe.Verdict.UNKNOWN;
    return switch (verdict) {
      case DONE -> {
        recordDone(started);
        yield new Decision.From(done + 1);
      }
      case NOT_DONE -> new Decision.From(done);
      case UNKNOWN ->
          new Decision.Stop(
              bench
                  .report()
                  .attention(
                      migration,
                      Math.min(done, Math.max(statements.size() - 1, 0)),
                      done,
                      "an interrupted run has sent this statement (number "
                          + (done + 1)
                          + " of the migration), and nothing in the database tells whether it took"
                          + " effect.",
                      "Look at the database, then run "
                          + repair(migration, "done")
                          + ", or with --verdict not-done."));
    };
  }

  /// Words the command by which a person judges a migration that was left half done.
  static String repair(PlannedMigration migration, String verdict) {
    return "lockstep repair --change '" + migration.migration().id() + "' --verdict " + verdict;
  }

  private void recordDone(Trace started) {
    List<String> texts = new ArrayList<>();
    texts.add(
        "UPDATE "
            + tables.name(Table.STATEMENT)
            + " SET outcome = 'DONE' WHERE deployment_id = "
            + bench.session().dialect().literal(started.deploymentId())
            + " AND sequence_number = "
            + started.sequence());
    tables.write("write the journal", texts);
  }

  /// Waits until the dead run's session has ended, as long as one waits for the fence.
  private boolean gone(Trace started) {
    Retry retry = bench.retry();
    Instant end = retry.now().plus(retry.settings().fenceWait());
    while (bench.probe().working(started.backendId(), started.backendStarted())) {
      if (!retry.now().isBefore(end)) {
        return false;
      }
      retry.surroundings().pause(PAUSE);
    }
    return true;
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.text(column));
  }

  private static long number(Row row, String column) {
    Long number = row.number(column);
    return number == null ? 0 : number;
  }
}
