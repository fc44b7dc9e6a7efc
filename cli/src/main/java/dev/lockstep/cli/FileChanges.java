package dev.lockstep.cli;

import dev.lockstep.migration.Migration;
import dev.lockstep.migration.PlannedMigration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Are the changes that files hold, by their ids.
///
/// @param run what an engine would run on an empty database, in order
/// @param all of them, also those that a baseline stands for
record FileChanges(SequencedMap<String, PlannedMigration> run, Map<String, Migration> all) {
  static final FileChanges NONE = new FileChanges(new LinkedHashMap<>(), Map.of());
}
