package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the columns that statements define.
final class Columns {
  private Columns() {}

  /// Is a column with its table.
  record Defined(QualifiedName table, Column column) {
    String typeName() {
      TypeName type = column.type();
      return type == null ? "" : type.name();
    }

    @Override
    public String toString() {
      return "Column %s of %s".formatted(column.name(), table);
    }
  }

  /// Lists the columns that an operation defines, but not those of temporary tables.
  static List<Defined> defined(Operation operation) {
    return switch (operation) {
      case CreateTable create when !create.modes().contains(Mode.TEMPORARY) ->
          create.columns().stream().map(column -> new Defined(create.table(), column)).toList();
      case AddColumn add -> List.of(new Defined(add.table(), add.column()));
      case Redefine redefine -> List.of(new Defined(redefine.table(), redefine.definition()));
      default -> List.of();
    };
  }

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

  /// Reads a parameter that is a list.
  static Set<String> list(String parameter) {
    return Stream.of(parameter.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(one -> one.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
