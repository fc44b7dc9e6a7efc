package dev.lockstep.migration;

import dev.lockstep.dialect.Session;
import dev.lockstep.schema.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Understands one kind of migration files and the history table they leave in a target.
///
/// *Shape*: the engine's own history table stays the truth, in its own form. Reading never writes.
/// Implementations keep no state of a target; they may keep parsed files by fingerprint. Safe for
/// use by several threads with different sessions.
///
/// *Errors*: `CHANGE_FILE` for files that cannot be understood (all faults of a file at once),
/// codes of [Session] for the database.
public interface Engine {
  /// Returns the name used in `lockstep.yaml`.
  String name();

  /// Compares files and history: status, faults and the exact plan. Writes nothing.
  Assessment assess(EngineRequest request, Session session);

  /// Plans the way back. Writes nothing.
  RollbackPlan planRollback(EngineRequest request, Session session, RollbackTarget target);

  /// Plans to declare the target's present state as `version` and everything up to it as applied.
  ///
  /// @param version null for the engine's default
  HistoryPlan planBaseline(EngineRequest request, Session session, @Nullable String version);

  /// Plans to write a tag into the engine's own history; no writes when the engine keeps no tags.
  HistoryPlan planTag(EngineRequest request, Session session, String tag);

  /// Plans to bring the history in line with the files: failed rows, changed checksums, missing
  /// files.
  HistoryPlan planRepair(EngineRequest request, Session session);

  /// Returns the schema that the history says there is, or was, for an engine that records it;
  /// empty when only the recorded changes tell.
  ///
  /// *Errors*: `USAGE` for a point that the history does not have.
  ///
  /// @param at null for the present
  default Optional<DatabaseSchema> recorded(
      EngineRequest request, Session session, @Nullable RollbackTarget at) {
    return Optional.empty();
  }

  /// Tells whether what is pending is computed from what the target holds: then it says all that is
  /// to be done, and where an earlier run stopped no longer matters.
  default boolean computesAnew() {
    return false;
  }

  /// Takes the engine's own lock, waiting no time at all.
  ///
  /// The caller already holds Lockstep's fence, so a lock that carries Lockstep's mark is left over
  /// from a dead run and is taken over.
  ///
  /// @param holder a short text that names this run, written where the engine keeps one
  ///
  ///   *Errors*: `DEPLOYMENT_RUNNING` naming the foreign holder and since when.
  EngineLock lock(EngineRequest request, Session session, String holder);

  /// Runs a stretch of consecutive planned migrations by the engine itself, history included.
  ///
  /// Stops at the first that fails, with the error; those before it stay applied. Statements go
  /// through the session's journaling connection.
  ///
  /// @param listener told before and after each migration
  void run(
      EngineRequest request,
      Session session,
      List<PlannedMigration> migrations,
      RunListener listener);

  /// Follows the engine while it runs.
  interface RunListener {
    void started(PlannedMigration migration);

    void finished(PlannedMigration migration);
  }
}
