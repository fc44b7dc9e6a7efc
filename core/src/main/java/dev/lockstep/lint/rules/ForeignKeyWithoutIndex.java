package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Rename;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A foreign key has no index on its own side.
final class ForeignKeyWithoutIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "foreign-key-without-index",
          Severity.WARNING,
          true,
          Dialects.POSTGRES_AND_SQLITE,
          "Without an index on the referring columns, every delete and every change of "
              + "a key in the other table reads the whole of this one.",
          "Create an index on the columns of the foreign key.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create -> look(create.table(), create.allConstraints(), scene);
      case AddColumn add -> look(add.table(), add.column().constraints(), scene);
      case AddConstraint add -> look(add.table(), List.of(add.constraint()), scene);
      default -> {
        // defines no foreign key
      }
    }
  }

  private static void look(QualifiedName table, List<Constraint> constraints, Scene scene) {
    Optional<KnownTable> known = scene.schema().table(table);
    Set<String> names = names(table, scene);
    for (Constraint constraint : constraints) {
      if (constraint.type() == ConstraintType.FOREIGN_KEY
          && !isKey(constraint, constraints)
          && known.filter(found -> found.isIndexed(constraint.columns())).isEmpty()
          && scene.after().stream().noneMatch(later -> indexes(later, names, constraint))) {
        scene.say(
            "No index begins with %s, so that each delete in %s reads the whole of %s."
                .formatted(
                    String.join(", ", constraint.columns()),
                    constraint.reference() == null ? "the other" : constraint.reference().table(),
                    table),
            ABOUT.instead());
      }
    }
  }

  /// Lists the names that a table has from here on; one that is built anew gets its own at the end.
  private static Set<String> names(QualifiedName table, Scene scene) {
    Set<String> names = new HashSet<>(Set.of(table.name()));
    for (Operation later : scene.after()) {
      if (later instanceof Rename rename
          && rename.type() == ObjectType.TABLE
          && rename.part() == null
          && names.contains(rename.object().name())) {
        names.add(rename.to());
      }
    }
    return names;
  }

  private static boolean isKey(Constraint foreignKey, List<Constraint> constraints) {
    return constraints.stream()
        .filter(
            one -> one.type() == ConstraintType.PRIMARY_KEY || one.type() == ConstraintType.UNIQUE)
        .anyMatch(key -> begins(key.columns(), foreignKey));
  }

  private static boolean indexes(Operation later, Set<String> tables, Constraint foreignKey) {
    return switch (later) {
      case CreateIndex index ->
          tables.contains(index.table().name())
              && index.where() == null
              && begins(index.columns(), foreignKey);
      case AddConstraint add ->
          tables.contains(add.table().name()) && isKey(foreignKey, List.of(add.constraint()));
      default -> false;
    };
  }

  private static boolean begins(List<String> columns, Constraint foreignKey) {
    int size = foreignKey.columns().size();
    return columns.size() >= size && columns.subList(0, size).containsAll(foreignKey.columns());
  }
}
