package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions.Feature;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.CustomPreconditionWrapper;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import org.jspecify.annotations.Nullable;

/// Checks a changeset as built, in case a dangerous feature came in by a way the look over the file
/// did not see.
final class Guarded {
  private Guarded() {}

  static void check(ChangeSet changeset, LiquibaseOptions options, SourceLocation source) {
    List<Change> changes = new ArrayList<>(changeset.getChanges());
    changes.addAll(changeset.getRollback().getChanges());
    for (Change change : changes) {
      if (change instanceof ExecuteShellCommandChange) {
        require(Feature.EXECUTE_COMMAND, options, source);
      } else if (change instanceof CustomChangeWrapper) {
        require(Feature.CUSTOM_CHANGE, options, source);
      }
    }
    if (holdsCustom(changeset.getPreconditions())) {
      require(Feature.CUSTOM_PRECONDITION, options, source);
    }
  }

  private static boolean holdsCustom(@Nullable Precondition precondition) {
    if (precondition instanceof PreconditionLogic logic) {
      return logic.getNestedPreconditions().stream().anyMatch(Guarded::holdsCustom);
    }
    return precondition instanceof CustomPreconditionWrapper;
  }

  private static void require(Feature feature, LiquibaseOptions options, SourceLocation source) {
    if (!options.allows(feature)) {
      throw new ChangelogScan(source.path(), options).notAllowed(feature, source.line());
    }
  }
}
