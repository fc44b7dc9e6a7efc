package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddDomainConstraint;
import dev.lockstep.statement.Operation.Alter;

/// A constraint of a domain looks at the rows of all tables that use it.
final class DomainConstraintScans implements Rule {
  private static final Description ABOUT =
      new Description(
          "domain-constraint-scans",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "To check a constraint of a domain, every table with a column of it is locked against"
              + " writers and read from start to end, by VALIDATE CONSTRAINT too.",
          "Put it on the tables, where NOT VALID and VALIDATE CONSTRAINT let others write.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddDomainConstraint add when !add.constraint().is(State.NOT_VALID) ->
          say(add.domain(), scene);
      case Alter alter when checks(alter) -> say(alter.name(), scene);
      default -> {
        // looks at no rows
      }
    }
  }

  private static boolean checks(Alter alter) {
    return alter.type() == ObjectType.DOMAIN
        && (alter.what().equals("SET NOT NULL") || alter.what().startsWith("VALIDATE "));
  }

  private static void say(QualifiedName domain, Scene scene) {
    if (!scene.schema().isNewType(domain)) {
      scene.say(
          "Nobody can write to any table that uses %s while all of their rows are checked."
              .formatted(domain),
          ABOUT.instead());
    }
  }
}
