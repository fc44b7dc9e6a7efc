package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A foreign key does not fit the table that it refers to.
final class ForeignKeyParent implements Rule {
  /// From here on `restrict_fk_on_non_standard_key` is on unless somebody says otherwise.
  private static final int UNIQUE_PARENTS = 80_400;

  private static final Description ABOUT =
      new Description(
          "foreign-key-parent",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "InnoDB refuses a foreign key whose columns have another type than those they "
              + "refer to, or whose other columns are no key; with foreign_key_checks=0 it "
              + "makes a broken one.",
          "Give both the same type, and the other table a unique key.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create ->
          create
              .constraints()
              .forEach(constraint -> look(constraint, name -> defined(create, name), scene));
      case AddConstraint add ->
          look(
              add.constraint(),
              name ->
                  scene
                      .schema()
                      .table(add.table())
                      .flatMap(table -> table.columnIgnoringCase(name)),
              scene);
      default -> {
        // adds no foreign key
      }
    }
  }

  private static Optional<Column> defined(CreateTable create, String name) {
    return create.columns().stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }

  private static void look(
      Constraint constraint, Function<String, Optional<Column>> own, Scene scene) {
    Reference reference = constraint.reference();
    if (constraint.type() != ConstraintType.FOREIGN_KEY || reference == null) {
      return;
    }
    KnownTable parent = scene.schema().table(reference.table()).orElse(null);
    if (parent == null || parent.columns().isEmpty() || reference.columns().isEmpty()) {
      return;
    }
    boolean whole = scene.schema().isWhole(reference.table());
    String columns = String.join(", ", reference.columns());
    if (whole
        && reference.columns().stream()
            .anyMatch(name -> parent.columnIgnoringCase(name).isEmpty())) {
      scene.say(
          constraint.range(),
          "Table %s has no %s.".formatted(reference.table(), columns),
          ABOUT.instead(),
          null);
    } else if (whole && !parent.isIndexed(reference.columns())) {
      scene.say(
          constraint.range(),
          "No key of %s begins with %s.".formatted(reference.table(), columns),
          ABOUT.instead(),
          null);
    } else if (whole
        && scene.dialect().equals("mysql")
        && scene.version() >= UNIQUE_PARENTS
        && !parent.isUniqueKey(reference.columns())) {
      scene.say(
          constraint.range(),
          "No unique key of %s is of exactly %s, in this order."
              .formatted(reference.table(), columns),
          "Give it one, or refer to its primary key.",
          null);
    } else if (differ(constraint.columns(), reference.columns(), own, parent)) {
      scene.say(
          constraint.range(),
          "%s has another type than %s of %s."
              .formatted(String.join(", ", constraint.columns()), columns, reference.table()),
          ABOUT.instead(),
          null);
    }
  }

  private static boolean differ(
      List<String> here,
      List<String> there,
      Function<String, Optional<Column>> own,
      KnownTable parent) {
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      TypeName one = own.apply(here.get(i)).map(Column::type).orElse(null);
      TypeName other = parent.columnIgnoringCase(there.get(i)).map(Column::type).orElse(null);
      if (one != null && other != null && !kind(one).equals(kind(other))) {
        return true;
      }
    }
    return false;
  }

  /// Texts of all lengths fit each other.
  private static String kind(TypeName type) {
    return type.name().endsWith("char") ? "char" : type.name().replace("varbinary", "binary");
  }
}
