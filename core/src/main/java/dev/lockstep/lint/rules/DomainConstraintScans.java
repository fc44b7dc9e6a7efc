package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddDomainConstraint;

/// A constraint of a domain looks at the rows of all tables that use it.
final class DomainConstraintScans implements Rule {
  private static final Description ABOUT =
      new Description(
          "domain-constraint-scans",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Every table with a column of the domain is locked against writers and read "
              + "from start to end.",
          "Add it NOT VALID and validate it later, or put the check on the table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddDomainConstraint add
        && !add.constraint().is(State.NOT_VALID)
        && !scene.schema().isNewType(add.domain())) {
      scene.say(
          "Nobody can write to any table that uses %s while all of their rows are checked."
              .formatted(add.domain()),
          ABOUT.instead());
    }
  }
}
