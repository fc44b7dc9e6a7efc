package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.DropColumn;

/// A column goes whose values follow from others.
final class DropGeneratedColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-generated-column",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "No value is lost that others do not give, but programs that still name the column"
              + " break.",
          "Stop using it first, deploy that, and drop it in a later release.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof DropColumn drop
        && scene.isInUse(drop.table())
        && Columns.isGenerated(drop, scene)
        && scene.after().stream().noneMatch(later -> isAdded(later, drop, scene))) {
      scene.say(
          "Programs that use column %s of %s break.".formatted(drop.column(), drop.table()),
          ABOUT.instead());
    }
  }

  /// One that the file adds again is only replaced.
  private static boolean isAdded(Operation later, DropColumn drop, Scene scene) {
    return later instanceof AddColumn add
        && scene.schema().isSame(add.table(), drop.table())
        && add.column().name().equalsIgnoreCase(drop.column());
  }
}
