package dev.lockstep.migration;

/// Says where one migration stands on one target.
public enum MigrationState {
  /// Will run next.
  PENDING,
  /// Repeatable, applied before, content changed since: will run again.
  OUTDATED,
  APPLIED,
  /// Applied, but after a higher version.
  APPLIED_OUT_OF_ORDER,
  /// Recorded as the starting point of this database's history.
  BASELINE,
  /// Recorded as failed by the engine.
  FAILED,
  /// Applied, then undone; may run again.
  UNDONE,
  /// Applied, and its file is gone.
  MISSING,
  /// Applied, and newer than any file here.
  FUTURE,
  /// Not applied although a higher version is; runs only when out-of-order is allowed.
  SKIPPED_OUT_OF_ORDER,
  /// Never runs here: below the baseline, or ruled out by context, label, dbms or target.
  IGNORED
}
