package dev.lockstep.deploy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.PlannedMigration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs directly executed migrations in a target, each with its history row and journal.
public interface Executor {
  /// Runs migrations in order and stops at the first that fails.
  ///
  /// A migration in one transaction is applied whole or not at all. One that commits statement by
  /// statement is resumed behind the last statement that the journal proves done, or refused with
  /// `NEEDS_ATTENTION` and the exact place when that cannot be proven.
  ///
  /// @param setup statements that must have run before the first migration (history tables)
  RunOutcome run(
      String deploymentId,
      List<String> setup,
      List<PlannedMigration> migrations,
      RunListener listener);

  /// Runs an engine's own work while journalling its statements under a deployment.
  ///
  /// What the engine commits of a migration before the migration is complete counts as left
  /// unfinished, as [Ledger#unfinished] tells it.
  ///
  /// @param migrations what the engine was asked to run, in order, for the journal
  /// @param work is given the listener that the engine has to tell
  void observed(
      String deploymentId,
      List<PlannedMigration> migrations,
      RunListener listener,
      Consumer<RunListener> work);

  /// Writes to an engine's history alone, in one transaction where the database allows it.
  void write(HistoryPlan plan);

  /// Is what a run achieved.
  ///
  /// *Shape*: `applied` holds the migrations that are complete, in order; `failure` is null when
  /// all are.
  record RunOutcome(List<PlannedMigration> applied, @Nullable Failure failure) {
    public RunOutcome {
      applied = List.copyOf(applied);
    }
  }

  /// Says where and why a run stopped.
  ///
  /// @param statement index within the migration, from 0; -1 when none of its statements is to
  ///   blame
  /// @param statementsKept how many of its statements stay in effect nevertheless
  /// @param leftover what the failed statement itself left behind, as a noun; null for nothing
  record Failure(
      PlannedMigration migration,
      int statement,
      int statementsKept,
      ErrorCode code,
      String message,
      @Nullable String nextStep,
      @Nullable String leftover) {}
}
