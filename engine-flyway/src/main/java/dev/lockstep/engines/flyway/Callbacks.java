package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Hooks;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Shows the scripts that Flyway calls while it migrates, which may do anything.
///
/// *Shape*: the library runs them as it always would; what cannot be read of one is left out.
final class Callbacks {
  private static final Set<CallbackEvent> BEFORE =
      EnumSet.of(
          CallbackEvent.BEFORE_CONNECT,
          CallbackEvent.AFTER_CONNECT,
          CallbackEvent.BEFORE_CREATE_SCHEMA,
          CallbackEvent.CREATE_SCHEMA,
          CallbackEvent.BEFORE_MIGRATE,
          CallbackEvent.BEFORE_EACH_MIGRATE,
          CallbackEvent.BEFORE_EACH_MIGRATE_STATEMENT);

  private final Scripts scripts;

  Callbacks(Scripts scripts) {
    this.scripts = scripts;
  }

  Hooks around(ProjectFiles files) {
    List<PlannedMigration> before = new ArrayList<>();
    List<PlannedMigration> after = new ArrayList<>();
    for (CallbackEvent event : CallbackEvent.values()) {
      files
          .callbacks(CallbackEvent.Phase.MIGRATE)
          .filter(callback -> callback.event() == event)
          .map(this::planned)
          .forEach(BEFORE.contains(event) ? before::add : after::add);
    }
    return new Hooks(before, after);
  }

  private PlannedMigration planned(ProjectFiles.Callback callback) {
    Resolved called = callback.script();
    List<PlannedStatement> statements = List.of();
    if (called.body() instanceof Resolved.SqlFile script) {
      // The library is the judge of what is wrong with it.
      List<Fault> faults = new ArrayList<>();
      statements = scripts.statements(script, faults);
    }
    Migration migration =
        new Migration(
            callback.event().id()
                + (called.description().isEmpty() ? "" : "__" + called.description()),
            null,
            "",
            MigrationKind.HOOK,
            new SourceLocation(called.path()),
            null);
    return new PlannedMigration(
        migration,
        Direction.APPLY,
        statements,
        new Execution.ByEngine("callback"),
        List.of(),
        new Reversal.None("a callback is not taken back"),
        List.of());
  }
}
