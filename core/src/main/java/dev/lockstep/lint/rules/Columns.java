package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Scene;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation.Redefine;
import java.util.Optional;

/// Tells what is known of columns.
final class Columns {
  private Columns() {}

  /// Finds what is known of a column of a table in use that gets a new definition.
  static Optional<Column> before(Redefine redefine, Scene scene) {
    return scene.isInUse(redefine.table())
        ? scene
            .schema()
            .table(redefine.table())
            .flatMap(table -> table.columnIgnoringCase(redefine.column()))
        : Optional.empty();
  }

  /// Tells whether nulls are allowed by what is known of the table.
  static boolean isNullable(Column column, KnownTable table) {
    return !column.isNotNull()
        && table
            .constraints(ConstraintType.PRIMARY_KEY)
            .noneMatch(key -> key.columns().stream().anyMatch(column.name()::equalsIgnoreCase));
  }
}
