package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Reindex;

/// An index is built again while its table is blocked.
final class ReindexNotConcurrent implements Rule {
  private static final Description ABOUT =
      new Description(
          "reindex-not-concurrent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "REINDEX blocks writers of the table and every query that would use the " + "index.",
          "Use REINDEX … CONCURRENTLY (PostgreSQL 12 or later).");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Reindex reindex && !reindex.modes().contains(Mode.CONCURRENTLY)) {
      scene.say(
          "Nobody can write while this is built again, nor read through the index.",
          ABOUT.instead());
    }
  }
}
