package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;

/// A constraint or index has no name.
final class UnnamedConstraint implements Rule {
  private static final Description ABOUT =
      new Description(
          "unnamed-constraint",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "A name that the database finds may differ from one database to the next, so a script"
              + " that drops it may not find it.",
          "Name it.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      Constraint constraint = bound.constraint();
      if (constraint.name() == null && constraint.type() != ConstraintType.NOT_NULL) {
        scene.say(constraint.range(), "This constraint has no name.", ABOUT.instead(), null);
      }
    }
    if (operation instanceof CreateIndex index && index.name() == null) {
      scene.say("This index has no name.", ABOUT.instead());
    }
  }
}
