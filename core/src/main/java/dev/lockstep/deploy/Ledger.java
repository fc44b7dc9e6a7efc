package dev.lockstep.deploy;

import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is Lockstep's own record in a target: deployments, their statements and anchors.
///
/// *Shape*: reads return nothing when the ledger's tables do not exist; the first write creates
/// them.
public interface Ledger {
  /// Writes a deployment down: as running, or whole when it was over as soon as it began.
  void begin(Deployment deployment);

  /// Writes down what policies said of a deployment, which may never have begun.
  void decided(Deployment deployment, List<Decision> decisions);

  /// Lists what policies said of the plans of a schema, newest first.
  List<Judged> judged(String schema, int limit);

  /// Closes a deployment.
  ///
  /// @param toPosition the history's end afterwards
  void finish(
      String deploymentId,
      Outcome outcome,
      @Nullable String toPosition,
      int migrations,
      String message);

  /// Compares the catalogs with what the end of an earlier deployment recorded, in one round trip.
  ///
  /// @param terms count only together with what was recorded under the same ones
  CatalogState catalogs(String schema, String terms);

  /// Has the end of the deployment that is running record what the catalogs hold then, on the same
  /// way to the server.
  void recordCatalogs(CatalogRecord wanted);

  /// Lists deployments of a schema, newest first.
  ///
  /// One that is marked running while nobody holds its fence is told as interrupted, and every
  /// unclosed one with the number of changes that its journal proves applied.
  List<Deployment> deployments(String schema, int limit);

  /// Lists a deployment's statements in the order they ran.
  List<StatementRecord> statements(String deploymentId);

  /// Returns the newest deployment of a schema with that anchor, or empty.
  Optional<Anchor> anchor(String schema, String tag);

  /// Lists a schema's anchors, newest first.
  List<Anchor> anchors(String schema);

  /// Names the end of the history at this moment.
  void setAnchor(String schema, Anchor anchor);

  /// Closes deployments of a schema that are still marked running, with the number of changes that
  /// their journal proves applied and the end of their last statement; only the holder of the fence
  /// may, since under the fence they can only be dead. Returns them with what their journal says.
  List<Interrupted> closeInterrupted(String schema);

  /// Lists the migrations of a schema that runs left half done, oldest first.
  List<Unfinished> unfinished(String schema);

  /// Forgets where earlier runs of a schema stopped, so that nothing goes on behind that.
  void forgetUnfinished(String schema);

  /// Says what counts for a migration that an interrupted run left behind and that only a person
  /// could judge (`NEEDS_ATTENTION`).
  ///
  /// *Errors*: `USAGE` when that migration is not unfinished, or none of its statements is in doubt
  /// and so nothing is there to judge.
  void settle(String schema, String migrationId, Verdict verdict);

  /// Takes everything that Lockstep keeps in this target out again.
  void remove();

  /// Says how a person judged a migration that was left unfinished.
  enum Verdict {
    /// The statement whose end nobody saw took effect: go on behind it.
    STATEMENT_DONE,
    /// It did not take effect: run it again.
    STATEMENT_NOT_DONE,
    /// Nothing of the migration is in effect any more: run it from its beginning.
    START_OVER
  }

  /// Says what a deployment did or is doing.
  enum Kind {
    DEPLOY,
    ROLLBACK,
    BASELINE,
    TAG,
    REPAIR
  }

  /// Says how a deployment ended.
  enum Outcome {
    RUNNING,
    SUCCEEDED,
    FAILED,
    INTERRUPTED
  }

  /// Is one deployment.
  ///
  /// @param id unique, sorts by time
  /// @param commit the commit it deployed; null outside Git
  /// @param fileState `clean`, or `dirty` when files differed from the commit
  /// @param planHash SHA-256 over the plan's statements in order, hex
  /// @param fromPosition the history's end before, as
  ///   [dev.lockstep.migration.Assessment#position()]
  record Deployment(
      String id,
      String schema,
      String instance,
      Kind kind,
      String engine,
      @Nullable String commit,
      String fileState,
      String planHash,
      String startedBy,
      Instant startedAt,
      @Nullable Instant endedAt,
      Outcome outcome,
      @Nullable String fromPosition,
      @Nullable String toPosition,
      int migrations,
      String message) {
    /// Returns the same entry as one that had nothing to do.
    public Deployment over(@Nullable String position) {
      return with(startedAt, Outcome.SUCCEEDED, position, 0);
    }

    /// Returns the same entry with another outcome and number of changes.
    public Deployment asOf(Outcome now, int applied) {
      return with(endedAt, now, toPosition, applied);
    }

    private Deployment with(
        @Nullable Instant ended, Outcome now, @Nullable String position, int applied) {
      return new Deployment(
          id,
          schema,
          instance,
          kind,
          engine,
          commit,
          fileState,
          planHash,
          startedBy,
          startedAt,
          ended,
          now,
          fromPosition,
          position,
          applied,
          message);
    }
  }

  /// Is one thing that a set of policies said of a plan; `verdict` alone where it said nothing.
  ///
  /// @param deploymentId under which it was judged; there is no such deployment where it was denied
  /// @param verdict of the whole set, as [Decision#verdict()]
  /// @param effect null where nothing was said, like those behind it
  record Judged(
      String deploymentId,
      String instance,
      Kind kind,
      String planHash,
      @Nullable String commit,
      String startedBy,
      Instant at,
      String policies,
      String version,
      String input,
      String verdict,
      Decision.@Nullable Effect effect,
      @Nullable String rule,
      @Nullable String message,
      @Nullable String exemption) {}

  /// Is one statement that a deployment sent.
  ///
  /// @param sequence counts from 1 within the deployment
  /// @param index of the statement within its migration, from 1
  /// @param sha256 of the statement's text, hex; the text itself may hold secrets and is not kept
  /// @param rows touched; null when unknown
  /// @param lockWait spent in attempts that ran into the lock timeout
  record StatementRecord(
      String deploymentId,
      int sequence,
      String migrationId,
      int index,
      String source,
      int line,
      String kind,
      String sha256,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Long rows,
      StatementOutcome outcome,
      int attempts,
      Duration lockWait,
      @Nullable String error) {}

  /// Says what became of a statement.
  enum StatementOutcome {
    /// Sent, and nobody lived to see the end.
    STARTED,
    DONE,
    FAILED
  }

  /// Is a migration that a run left half done.
  ///
  /// @param statements those that were sent, in order
  record Unfinished(String migrationId, Direction direction, List<SentStatement> statements) {
    public Unfinished {
      statements = List.copyOf(statements);
    }

    /// Returns the number of the last statement that is done; what stands before it is done too.
    public int done() {
      return statements.stream()
          .filter(statement -> statement.outcome() == StatementOutcome.DONE)
          .mapToInt(SentStatement::index)
          .max()
          .orElse(0);
    }

    /// Returns the first statement that is done and reads differently now; empty when none does.
    public Optional<SentStatement> edited(List<PlannedStatement> now) {
      return statements.stream()
          .filter(sent -> sent.outcome() == StatementOutcome.DONE)
          .filter(sent ->
              sent.index() > now.size()
                  || !StatementHash.of(now.get(sent.index() - 1).sql()).equals(sent.sha256()))
          .findFirst();
    }

    /// Tells whether anything of it is in effect, or may be.
    public boolean leftSomething() {
      return statements.stream()
          .anyMatch(statement -> statement.outcome() != StatementOutcome.FAILED);
    }

    /// Tells whether this is what a run left of a migration.
    public boolean of(PlannedMigration migration) {
      return migrationId.equals(migration.migration().id()) && direction == migration.direction();
    }

    /// Tells whether nobody saw the end of the statement behind the last one that is done.
    public boolean inDoubt() {
      return statements.stream()
          .anyMatch(statement ->
              statement.index() == done() + 1 && statement.outcome() == StatementOutcome.STARTED);
    }
  }

  /// Is what became last of one statement of an unfinished migration.
  ///
  /// @param index within the migration, from 1
  /// @param sha256 as [StatementHash] makes it
  record SentStatement(int index, String sha256, StatementOutcome outcome) {}

  /// Says what is to be recorded of the catalogs.
  ///
  /// @param places database schemas to look at, beside that of the session and those of before
  /// @param running what may speak of more of them
  record CatalogRecord(
      String schema, String terms, Set<String> places, List<PlannedMigration> running) {
    public CatalogRecord {
      places = Set.copyOf(places);
      running = List.copyOf(running);
    }
  }

  /// Names a place in the history to come back to.
  ///
  /// @param position the history's end when the anchor was set; null for an empty history
  record Anchor(String tag, @Nullable String position, String deploymentId, Instant setAt) {}

  /// Is a deployment whose runner died.
  ///
  /// @param unfinished statements that were sent and whose end nobody saw, with how they commit
  record Interrupted(
      Deployment deployment,
      List<StatementRecord> unfinished,
      Execution.@Nullable TransactionMode mode) {}
}
