package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Scene;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.Mode;
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

  /// Tells whether there is no such column any more, which the statement allows for.
  static boolean isGone(DropColumn drop, Scene scene) {
    return drop.modes().contains(Mode.IF_EXISTS)
        && scene.schema().isWhole(drop.table())
        && dropped(drop, scene).isEmpty();
  }

  /// Tells whether a column that goes is known to follow from others.
  static boolean isGenerated(DropColumn drop, Scene scene) {
    return dropped(drop, scene).filter(column -> column.generated() != null).isPresent();
  }

  private static Optional<Column> dropped(DropColumn drop, Scene scene) {
    return scene
        .schema()
        .table(drop.table())
        .flatMap(table ->
            scene.dialect().equals("postgresql")
                ? table.column(drop.column())
                : table.columnIgnoringCase(drop.column()));
  }

  /// Tells whether nulls are allowed by what is known of the table.
  static boolean isNullable(Column column, KnownTable table) {
    return !column.isNotNull()
        && table
            .constraints(ConstraintType.PRIMARY_KEY)
            .noneMatch(key -> key.columns().stream().anyMatch(column.name()::equalsIgnoreCase));
  }
}
