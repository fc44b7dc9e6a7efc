package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.SetNotNull;

/// What programs write today may be refused.
final class RefusesOldWrites implements Rule {
  private static final Description ABOUT =
      new Description(
          "refuses-old-writes",
          Severity.NOTICE,
          true,
          Dialects.ALL,
          "Programs of the last release still run while this is deployed, and may write rows that a"
              + " new NOT NULL, key, check or reference refuses.",
          "Deploy programs that keep to it first.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddConstraint add
          when scene.isInUse(add.table())
              && !add.constraint().is(State.NOT_ENFORCED)
              && add.constraint().type() != ConstraintType.PRIMARY_KEY
              && !isProof(add.constraint()) ->
          say(add.table(), scene);
      case CreateIndex index when index.unique() && scene.isInUse(index.table()) ->
          say(index.table(), scene);
      case SetNotNull set when scene.isInUse(set.table()) && !hasDefault(set, scene) ->
          say(set.table(), scene);
      default -> {
        // refuses nothing
      }
    }
  }

  private static void say(QualifiedName table, Scene scene) {
    scene.say(
        "Programs that write to %s may be refused from now on.".formatted(table), ABOUT.instead());
  }

  /// A key that takes over a unique index refuses nothing that the index did not.
  private static boolean isProof(Constraint constraint) {
    return constraint.usingIndex() != null;
  }

  private static boolean hasDefault(SetNotNull set, Scene scene) {
    return scene
        .schema()
        .table(set.table())
        .filter(table ->
            table.isProvenNotNull(set.column())
                || table.isNotNull(set.column())
                || table.column(set.column()).filter(c -> c.defaultValue() != null).isPresent())
        .isPresent();
  }
}
