package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;

/// A foreign key or a check is added and all rows are looked at under its lock.
final class ConstraintValidatedAtOnce implements Rule {
  private static final Description ABOUT =
      new Description(
          "constraint-validated-at-once",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Adding a foreign key or a check looks at all rows while others cannot write "
              + "to the table, or not use it at all.",
          "Add it NOT VALID, and VALIDATE CONSTRAINT it in a later transaction, which "
              + "lets others write.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddConstraint add && scene.isInUse(add.table())) {
      Constraint constraint = add.constraint();
      boolean checked = !constraint.is(State.NOT_VALID) && !constraint.is(State.NOT_ENFORCED);
      boolean scans =
          constraint.type() == ConstraintType.FOREIGN_KEY
              || constraint.type() == ConstraintType.CHECK;
      if (checked && scans) {
        scene.say(
            scene.range(),
            constraint.type() == ConstraintType.FOREIGN_KEY
                ? "All rows of %s are checked while nobody can write to it or to the table it refers to."
                    .formatted(add.table())
                : "All rows of %s are checked while nobody can use it.".formatted(add.table()),
            ABOUT.instead(),
            new Fix(scene.range().end(), scene.range().end(), " NOT VALID"));
      }
    }
  }
}
