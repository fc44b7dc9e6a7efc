package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.deploy.Ledger.SentStatement;
import dev.lockstep.deploy.Ledger.Unfinished;
import dev.lockstep.deploy.StatementHash;
import dev.lockstep.dialects.target.HalfDoneMigrations.Trace;
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
import java.util.Optional;

/// Decides where a migration goes on that an earlier run left unfinished.
///
/// *Shape*: what the journal proves done is never run again. A statement that was started and whose
/// end nobody saw is looked for in the target, once no session of the dead run works there any
/// more.
final class Resumption {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Workbench bench;
  private final LedgerTables tables;
  private final Map<HalfDoneMigrations.Key, NavigableMap<Integer, Trace>> traces = new HashMap<>();

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
    traces.putAll(new HalfDoneMigrations(bench.session(), tables).of(schema));
  }

  Decision decide(PlannedMigration migration) {
    HalfDoneMigrations.Key key =
        new HalfDoneMigrations.Key(migration.migration().id(), migration.direction());
    NavigableMap<Integer, Trace> seen = traces.remove(key);
    if (seen == null) {
      return new Decision.From(0);
    }
    Unfinished left = HalfDoneMigrations.unfinished(key, seen);
    int done = left.done();
    Optional<SentStatement> edited = left.edited(migration.statements());
    if (edited.isPresent()) {
      return new Decision.Stop(changed(migration, done, edited.get().index()));
    }
    Trace next = seen.get(done + 1);
    return next == null || !left.inDoubt()
        ? new Decision.From(done)
        : undecided(migration, done, next);
  }

  private Failure changed(PlannedMigration migration, int done, int number) {
    int last = Math.max(migration.statements().size() - 1, 0);
    return bench
        .report()
        .attention(
            migration,
            Math.min(number - 1, last),
            done,
            "an interrupted run has applied statements 1 to "
                + done
                + " of this migration, and statement "
                + number
                + " reads differently now.",
            "Put the text back as it was, or take those statements back by hand and run "
                + repair(migration, "start-over")
                + ".");
  }

  private static boolean same(Trace trace, PlannedStatement statement) {
    return trace.statement().sha256().equals(StatementHash.of(statement.sql()));
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
}
