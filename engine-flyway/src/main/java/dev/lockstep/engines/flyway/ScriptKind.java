package dev.lockstep.engines.flyway;

import dev.lockstep.migration.MigrationKind;

/// Tells what a migration script is for.
enum ScriptKind {
  VERSIONED("SQL", MigrationKind.VERSIONED, ""),
  REPEATABLE("SQL", MigrationKind.REPEATABLE, "R:"),
  BASELINE("SQL_BASELINE", MigrationKind.BASELINE, "B:"),
  UNDO("UNDO_SQL", MigrationKind.UNDO, "U:");

  private final String historyType;
  private final MigrationKind migrationKind;
  private final String idPrefix;

  ScriptKind(String historyType, MigrationKind migrationKind, String idPrefix) {
    this.historyType = historyType;
    this.migrationKind = migrationKind;
    this.idPrefix = idPrefix;
  }

  /// Returns the `type` that Flyway gives such a script in its history table.
  String historyType() {
    return historyType;
  }

  MigrationKind migrationKind() {
    return migrationKind;
  }

  /// Returns what sets ids of this kind apart: versions stand alone, all others have a prefix.
  String idPrefix() {
    return idPrefix;
  }
}
