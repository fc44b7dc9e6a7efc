package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTrigger;

/// A trigger is created while nobody can write to its table.
final class TriggerLocks implements Rule {
  private static final Description ABOUT =
      new Description(
          "trigger-blocks-writers",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "CREATE TRIGGER takes a SHARE ROW EXCLUSIVE lock: it waits for all who write to the"
              + " table, and later writers wait behind it.",
          "Set a short lock_timeout and try again.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTrigger trigger && scene.isInUse(trigger.table())) {
      scene.say(
          "This waits for all who write to %s, and later ones wait behind it."
              .formatted(trigger.table()),
          ABOUT.instead());
    }
  }
}
