package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.OnTable;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what operations define, whichever way they say it.
final class Definitions {
  private Definitions() {}

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

  /// Is a type that a column gets.
  record Typed(QualifiedName table, String column, TypeName type) {}

  /// Is a constraint with its table.
  record Bound(QualifiedName table, Constraint constraint) {}

  static List<Defined> columns(Operation operation) {
    return switch (operation) {
      case CreateTable create ->
          create.columns().stream().map(one -> new Defined(create.table(), one)).toList();
      case AddColumn add -> List.of(new Defined(add.table(), add.column()));
      case Redefine change -> List.of(new Defined(change.table(), change.definition()));
      default -> List.of();
    };
  }

  /// Lists the columns that an operation defines, but not those of temporary tables.
  static List<Defined> lastingColumns(Operation operation) {
    return operation instanceof CreateTable create && create.modes().contains(Mode.TEMPORARY)
        ? List.of()
        : columns(operation);
  }

  static List<Typed> types(Operation operation) {
    if (operation instanceof ChangeType change) {
      return List.of(new Typed(change.table(), change.column(), change.type()));
    }
    return columns(operation).stream()
        .flatMap(one ->
            Stream.ofNullable(one.column().type())
                .map(type -> new Typed(one.table(), one.column().name(), type)))
        .toList();
  }

  static List<Bound> constraints(Operation operation) {
    List<Constraint> found =
        switch (operation) {
          case CreateTable create -> create.allConstraints();
          case AddColumn add -> add.column().constraints();
          case AddConstraint add -> List.of(add.constraint());
          default -> List.of();
        };
    return operation instanceof OnTable on
        ? found.stream().map(one -> new Bound(on.table(), one)).toList()
        : List.of();
  }

  /// Returns the replacement of the name of a type, with what is in parentheses behind it, and
  /// without the brackets of an array.
  static @Nullable Fix replacing(TypeName type, String name) {
    return type.dimensions() == 0 ? new Fix(type.range().start(), type.range().end(), name) : null;
  }
}
