package dev.lockstep.lint.rules;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateDomain;
import dev.lockstep.statement.Operation.CreateEnum;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Rename;
import java.util.ArrayList;
import java.util.List;

/// Is a new name that an operation gives.
///
/// @param kind as parameters spell it, such as `table` or `foreign-key`
/// @param columns that the named thing is about; none for others
/// @param referenced the table that a foreign key refers to; empty for others
record Named(String kind, String name, String table, List<String> columns, String referenced) {
  Named {
    columns = List.copyOf(columns);
  }

  /// Lists the names that an operation gives.
  static List<Named> by(Operation operation) {
    List<Named> names = new ArrayList<>();
    switch (operation) {
      case CreateTable create -> {
        names.add(plain("table", create.table().name()));
        create.indexes().forEach(index -> index(index, names));
      }
      case CreateIndex index -> index(index, names);
      case CreateView view -> names.add(plain("view", view.name().name()));
      case CreateRoutine routine -> names.add(plain("routine", routine.name().name()));
      case CreateEnum type -> names.add(plain("type", type.name().name()));
      case CreateDomain domain -> names.add(plain("type", domain.name().name()));
      case CreateTrigger trigger ->
          names.add(new Named("trigger", trigger.name(), trigger.table().name(), List.of(), ""));
      case Create create -> created(create, names);
      case Rename rename -> renamed(rename, names);
      default -> {
        // names no object by itself
      }
    }
    for (Definitions.Defined defined : Definitions.columns(operation)) {
      names.add(
          new Named("column", defined.column().name(), defined.table().name(), List.of(), ""));
    }
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      String name = bound.constraint().name();
      if (name != null) {
        names.add(constraint(name, bound));
      }
    }
    return names;
  }

  private static Named plain(String kind, String name) {
    return new Named(kind, name, "", List.of(), "");
  }

  private static void index(CreateIndex index, List<Named> names) {
    QualifiedName name = index.name();
    if (name != null) {
      names.add(
          new Named(
              index.unique() ? "unique" : "index",
              name.name(),
              index.table().name(),
              index.columns(),
              ""));
    }
  }

  private static void created(Create create, List<Named> names) {
    switch (create.type()) {
      case SCHEMA, DATABASE -> names.add(plain("schema", create.name().name()));
      case SEQUENCE -> names.add(plain("sequence", create.name().name()));
      case TYPE -> names.add(plain("type", create.name().name()));
      default -> {
        // has no template
      }
    }
  }

  private static void renamed(Rename rename, List<Named> names) {
    if (rename.partType() == ObjectType.COLUMN && rename.type() == ObjectType.TABLE) {
      names.add(new Named("column", rename.to(), rename.object().name(), List.of(), ""));
    } else if (rename.part() == null) {
      switch (rename.type()) {
        case TABLE -> names.add(plain("table", rename.to()));
        case VIEW, MATERIALIZED_VIEW -> names.add(plain("view", rename.to()));
        case SCHEMA -> names.add(plain("schema", rename.to()));
        case SEQUENCE -> names.add(plain("sequence", rename.to()));
        default -> {
          // has no template, or one that needs to know more
        }
      }
    }
  }

  private static Named constraint(String name, Definitions.Bound bound) {
    Reference reference = bound.constraint().reference();
    String kind =
        switch (bound.constraint().type()) {
          case PRIMARY_KEY -> "primary-key";
          case UNIQUE -> "unique";
          case FOREIGN_KEY -> "foreign-key";
          case CHECK -> "check";
          case EXCLUSION -> "exclusion";
          case NOT_NULL -> "not-null";
        };
    return new Named(
        kind,
        name,
        bound.table().name(),
        bound.constraint().columns(),
        reference == null ? "" : reference.table().name());
  }
}
