package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.RefreshView;
import java.util.List;

/// A materialized view is filled again while nobody can read it.
final class RefreshNotConcurrent implements Rule {
  private static final Description ABOUT =
      new Description(
          "refresh-not-concurrent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "REFRESH MATERIALIZED VIEW takes an ACCESS EXCLUSIVE lock on the view until its query has"
              + " run.",
          "Refresh it CONCURRENTLY, which needs a unique index on the view.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof RefreshView refresh
        && scene.isInUse(refresh.name())
        && !refresh.modes().contains(Mode.CONCURRENTLY)
        && !refresh.modes().contains(Mode.NO_DATA)) {
      // Whether the view has the index that this needs, nobody has asked.
      scene.say(
          "Nobody can read %s until its query has run.".formatted(refresh.name()),
          ABOUT.instead(),
          /* fix= */ null,
          List.of());
    }
  }
}
