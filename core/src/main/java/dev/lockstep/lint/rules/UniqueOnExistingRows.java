package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.List;
import java.util.Optional;

/// Rows that are there become unique.
final class UniqueOnExistingRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "unique-on-existing-rows",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "A unique index on columns that hold values already fails when two rows have "
              + "the same, after the server has read all of them.",
          "Look for rows with the same values first, and mend them.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddConstraint add when isKey(add.constraint()) ->
          look(add.table(), add.constraint().columns(), scene);
      case CreateIndex index when index.unique() -> look(index.table(), index.columns(), scene);
      default -> {
        // makes nothing unique
      }
    }
  }

  private static boolean isKey(Constraint constraint) {
    return constraint.type() == ConstraintType.UNIQUE
        || constraint.type() == ConstraintType.PRIMARY_KEY;
  }

  private static void look(QualifiedName table, List<String> columns, Scene scene) {
    Optional<KnownTable> known = scene.schema().table(table);
    boolean counted =
        columns.stream()
            .flatMap(column -> known.flatMap(found -> found.columnIgnoringCase(column)).stream())
            .anyMatch(column -> column.numbering() != Numbering.NONE);
    boolean unique =
        known.stream()
            .flatMap(found -> found.constraints().stream())
            .anyMatch(one -> isKey(one) && columns.containsAll(one.columns()));
    if (scene.isInUse(table) && !counted && !unique) {
      scene.say(
          "This fails where two rows of %s have the same %s."
              .formatted(table, String.join(", ", columns)),
          ABOUT.instead());
    }
  }
}
