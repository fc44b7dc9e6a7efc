package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.Mode;

/// A table is to differ from its partitions or heirs.
final class OnlyTheParent implements Rule {
  private static final Description ABOUT =
      new Description(
          "only-the-parent",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "Partitions and heirs have all columns and checks of their parent, so PostgreSQL adds"
              + " none to the parent alone.",
          "Leave ONLY out; to look at the rows of one partition after the other, add the check to"
              + " the parent NOT VALID and validate it.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddColumn add
          when add.modes().contains(Mode.ONLY) && scene.schema().hasHeirs(add.table()) ->
          refuse("a column", add, scene);
      case AddConstraint add when add.constraint().type() == ConstraintType.CHECK -> {
        if (!add.constraint().is(State.NO_INHERIT)) {
          if (add.modes().contains(Mode.ONLY) && scene.schema().hasHeirs(add.table())) {
            refuse("a check", add, scene);
          }
        } else if (scene.schema().isPartitioned(add.table())) {
          scene.say(
              "This fails: a check of %s, which is partitioned, cannot be NO INHERIT."
                  .formatted(add.table()),
              "Leave NO INHERIT out.");
        }
      }
      default -> {
        // may be done to one alone
      }
    }
  }

  private static void refuse(String what, Operation.OnTable add, Scene scene) {
    scene.say(
        "This fails: %s has tables below it, and would have %s that they do not have."
            .formatted(add.table(), what),
        ABOUT.instead());
  }
}
