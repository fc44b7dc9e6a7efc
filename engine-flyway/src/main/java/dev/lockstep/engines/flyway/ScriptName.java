package dev.lockstep.engines.flyway;

import org.jspecify.annotations.Nullable;

/// Is what a file's name says it is.
sealed interface ScriptName {
  /// A migration; `version` is null for a repeatable one.
  ///
  /// @param fileName as Flyway's `filename` placeholder shows it
  record Migrating(
      ScriptKind kind, @Nullable FlywayVersion version, String description, String fileName)
      implements ScriptName {}

  /// A script for one of Flyway's events; its description may be empty.
  record Calling(CallbackEvent event, String description, String fileName) implements ScriptName {}

  /// A file with the suffix of a migration and a name that Flyway does not run.
  record Wrong(String reason) implements ScriptName {}
}
