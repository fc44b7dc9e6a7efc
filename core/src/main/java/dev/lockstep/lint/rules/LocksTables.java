package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.LockTables;

/// Tables are locked by hand.
final class LocksTables implements Rule {
  private static final Description ABOUT =
      new Description(
          "lock-tables",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Nobody else can write to the tables, or not even read them, until the session "
              + "ends or says UNLOCK TABLES; a script that fails in between keeps them locked "
              + "as long as its connection lives.",
          "Leave it to the statements to lock what they need.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof LockTables lock && lock.tables().stream().anyMatch(scene::isInUse)) {
      scene.say(
          "Nobody else can %s %s until this session gives it back."
              .formatted(
                  lock.mode().startsWith("WRITE") ? "use" : "write to", lock.tables().getFirst()),
          ABOUT.instead());
    }
  }
}
