package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import java.util.List;

/// A key is built while nobody can use its table.
final class KeyBuiltUnderLock implements Rule {
  private static final Description ABOUT =
      new Description(
          "key-built-under-lock",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Adding a primary key, a unique or an exclusion constraint builds its index "
              + "under an ACCESS EXCLUSIVE lock.",
          "Build a unique index CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddConstraint add when scene.isInUse(add.table()) -> {
        look(List.of(add.constraint()), add.table(), scene);
        if (mayHoldNulls(add, scene)) {
          scene.say(
              "All rows of %s are looked at for nulls while nobody can use it."
                  .formatted(scene.sized(add.table())),
              "Set its columns NOT NULL first, with a valid check that proves it.");
        }
      }
      case AddColumn add when scene.isInUse(add.table()) ->
          look(add.column().constraints(), add.table(), scene);
      default -> {
        // builds no key
      }
    }
  }

  private static void look(List<Constraint> constraints, QualifiedName table, Scene scene) {
    for (Constraint constraint : constraints) {
      boolean builds =
          constraint.usingIndex() == null
              && (constraint.type() == ConstraintType.PRIMARY_KEY
                  || constraint.type() == ConstraintType.UNIQUE
                  || constraint.type() == ConstraintType.EXCLUSION);
      if (builds) {
        scene.say(
            "Nobody can use %s while the index of this constraint is built."
                .formatted(scene.sized(table)),
            constraint.type() == ConstraintType.EXCLUSION ? null : ABOUT.instead());
      }
    }
  }

  /// Tells whether an index becomes the primary key whose columns are known not to be NOT NULL.
  private static boolean mayHoldNulls(AddConstraint add, Scene scene) {
    String name = add.constraint().usingIndex();
    if (name == null || add.constraint().type() != ConstraintType.PRIMARY_KEY) {
      return false;
    }
    return scene
        .schema()
        .index(new QualifiedName(add.table().qualifier(), name))
        .flatMap(index ->
            scene
                .schema()
                .table(add.table())
                .filter(table ->
                    index.columns().stream()
                        .anyMatch(column ->
                            table.column(column).isPresent()
                                && !table.isNotNull(column)
                                && !table.isProvenNotNull(column))))
        .isPresent();
  }
}
