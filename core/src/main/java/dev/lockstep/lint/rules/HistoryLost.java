package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.DeleteHistory;
import dev.lockstep.statement.Operation.SetTableOption;

/// What rows were before is lost.
final class HistoryLost implements Rule {
  private static final Description ABOUT =
      new Description(
          "history-lost",
          Severity.ERROR,
          true,
          Dialects.MARIADB_ALONE,
          "DELETE HISTORY and DROP SYSTEM VERSIONING lose for good what rows of a system-versioned"
              + " table were before.",
          "Copy the history first: SELECT … FOR SYSTEM_TIME ALL.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case DeleteHistory delete when scene.isInUse(delete.table()) ->
          scene.say(
              "This loses what rows of %s were before.".formatted(delete.table()), ABOUT.instead());
      case SetTableOption set
          when scene.isInUse(set.table()) && set.option().equals("drop system versioning") ->
          scene.say(
              "This loses what all rows of %s were before.".formatted(set.table()),
              ABOUT.instead());
      default -> {
        // keeps it
      }
    }
  }
}
