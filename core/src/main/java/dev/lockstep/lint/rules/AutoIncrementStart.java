package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;

/// A new table does not begin to count at one.
final class AutoIncrementStart implements Rule {
  private static final Description ABOUT =
      new Description(
          "auto-increment-start",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "AUTO_INCREMENT=n of a table that was copied with SHOW CREATE TABLE has nothing "
              + "to do with the new one.",
          "Leave it out.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create) {
      String start = create.options().getOrDefault("auto_increment", "1");
      if (!start.equals("1") && !start.equals("0")) {
        scene.say(
            "Table %s begins to count at %s.".formatted(create.table(), start), ABOUT.instead());
      }
    }
  }
}
