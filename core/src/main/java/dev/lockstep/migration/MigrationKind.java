package dev.lockstep.migration;

/// Tells how a migration is meant to run.
public enum MigrationKind {
  /// Once, in version order.
  VERSIONED,
  /// Again whenever its content changes, after all versioned ones.
  REPEATABLE,
  /// Once on an empty database, instead of everything up to its version.
  BASELINE,
  /// Undoes the versioned migration of the same version.
  UNDO,
  /// A Liquibase changeset: once, or as its own attributes say.
  CHANGESET,
  /// Around others, whenever something runs; no history tells of it.
  HOOK
}
