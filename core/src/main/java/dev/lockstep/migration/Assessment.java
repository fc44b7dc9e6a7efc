package dev.lockstep.migration;

import dev.lockstep.error.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is everything an engine can say about one schema on one target without changing it.
///
/// *Shape*: `migrations` lists applied ones in the order they were applied, then the others in the
/// order they would run. `faults` are reasons not to deploy (changed checksum, missing file, failed
/// row, duplicate version, migration out of order). `warnings` stop nothing, yet nobody should miss
/// them: files that look like changes and are none, changes that are half applied. `pending` is
/// what a deployment would run, in order, and is complete even when there are faults; `hooks` are
/// what the engine runs around it, none when nothing is pending. `setup` are the statements that
/// create the engine's history tables, empty when they exist. `position` marks the history's end,
/// for anchors: it grows with every applied migration and means something to the engine only; null
/// for an empty history.
public record Assessment(
    List<MigrationStatus> migrations,
    List<Fault> faults,
    List<Fault> warnings,
    List<PlannedMigration> pending,
    Hooks hooks,
    List<String> setup,
    @Nullable String position) {

  public Assessment {
    migrations = List.copyOf(migrations);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
    pending = List.copyOf(pending);
    setup = List.copyOf(setup);
  }

  /// Returns all that would run: what is pending, and the scripts around it.
  public List<PlannedMigration> whole() {
    return Stream.of(hooks.before(), pending, hooks.after()).flatMap(List::stream).toList();
  }
}
