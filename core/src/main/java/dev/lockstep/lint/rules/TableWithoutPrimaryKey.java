package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;

/// A table has no primary key.
final class TableWithoutPrimaryKey implements Rule {
  private static final Description ABOUT =
      new Description(
          "table-without-primary-key",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "Rows without a key cannot be told apart: replication, change capture and "
              + "many tools need one.",
          "Define a primary key.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create
        && create.partitionOf() == null
        && create.columnsOf().isEmpty()
        && create.query() == null
        && !create.options().containsKey("using")
        && !create.modes().contains(Mode.TEMPORARY)
        && create.allConstraints().stream().noneMatch(TableWithoutPrimaryKey::isPrimary)
        && scene.after().stream()
            .noneMatch(later ->
                later instanceof AddConstraint add
                    && add.table().name().equals(create.table().name())
                    && isPrimary(add.constraint()))) {
      scene.say("Table " + create.table() + " has no primary key.", ABOUT.instead());
    }
  }

  private static boolean isPrimary(Constraint constraint) {
    return constraint.type() == ConstraintType.PRIMARY_KEY;
  }
}
