package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;

/// A column goes with its values.
final class DropColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-column",
          Severity.ERROR,
          true,
          Dialects.ALL,
          "The values are lost for good, and programs that still name the column break.",
          "Stop using it first, deploy that, and drop it in a later release.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Operation.Drop drop
        && drop.type() == ObjectType.TABLE
        && scene.mayHoldRows(drop.names().getFirst())) {
      for (String column : Rebuild.leftBehind(drop.names().getFirst(), scene)) {
        scene.say(
            "This loses the values of column %s of %s, unless a column of another name took them."
                .formatted(column, drop.names().getFirst()),
            ABOUT.instead());
      }
    }
    if (operation instanceof Operation.ChangeType change
        && scene.mayHoldRows(change.table())
        && change.using() != null
        && !change.using().columns().contains(change.column())) {
      scene.say(
          "This loses the values of column %s of %s: they become %s."
              .formatted(change.column(), change.table(), change.using().text()),
          "Say in USING how each value is converted.");
    }
    if (operation instanceof Operation.DropColumn drop
        && scene.mayHoldRows(drop.table())
        && !Columns.isGone(drop, scene)
        && !Columns.isGenerated(drop, scene)) {
      scene.say(
          "This loses the values of column %s of %s.".formatted(drop.column(), drop.table()),
          ABOUT.instead());
    }
  }
}
