package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// SQLite alters no table in this way.
final class AlterRefused implements Rule {
  private static final Description ABOUT =
      new Description(
          "alter-refused",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "SQLite adds no column with a key of its own, and to a table with rows none whose values"
              + " it would have to compute; it drops no column that a key, an index or another"
              + " column is about, nor the constraint of a key.",
          "Add a plain column, and its index or values by statements of their own; drop first what"
              + " is built on a column; for the rest build the table anew.");

  private static final String REBUILD =
      "Build the table anew: create another, copy the rows, drop the old one, rename the new one.";

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddColumn add -> added(add, scene);
      case DropColumn drop -> dropped(drop, scene);
      case DropConstraint drop -> dropped(drop, scene);
      default -> {
        // alters no table, or in a way that SQLite takes
      }
    }
  }

  private static void dropped(DropConstraint drop, Scene scene) {
    String name = String.valueOf(drop.constraint());
    scene
        .schema()
        .table(drop.table())
        .flatMap(table -> table.constraint(name))
        .filter(AlterRefused::isKey)
        .ifPresent(_ ->
            scene.say(
                "This fails: %s is a key, which SQLite does not drop.".formatted(name), REBUILD));
  }

  private static void added(AddColumn add, Scene scene) {
    Column column = add.column();
    for (Constraint constraint : column.constraints()) {
      if (isKey(constraint)) {
        scene.say(
            "This fails: SQLite adds no column with %s."
                .formatted(constraint.type().name().replace('_', ' ')),
            constraint.type() == ConstraintType.UNIQUE
                ? "Add it without, then create a unique index."
                : REBUILD);
        return;
      }
    }
    String why = scene.isInUse(add.table()) ? computed(column) : null;
    if (why != null) {
      scene.say(
          "This fails when %s has rows: %s.".formatted(add.table(), why),
          column.generated() == null
              ? "Add it without a default, and fill it by an UPDATE."
              : "Make it VIRTUAL, or build the table anew.");
    }
  }

  /// Returns why rows that are there cannot get a column; null where they can.
  private static @Nullable String computed(Column column) {
    Expression value = column.defaultValue();
    if (value != null && !value.constant()) {
      return "the default of %s is not a constant".formatted(column.name());
    }
    if (column.generated() != null && column.generated().stored()) {
      return column.name() + " would have to be stored in each";
    }
    return value != null
            && !value.isNull()
            && column.constraint(ConstraintType.FOREIGN_KEY).isPresent()
        ? "where foreign keys are checked, a column that refers to others can only begin as null"
        : null;
  }

  private static void dropped(DropColumn drop, Scene scene) {
    KnownTable table = scene.schema().table(drop.table()).orElse(null);
    if (table == null) {
      return;
    }
    Stream.concat(
            table.constraints().stream()
                .filter(one -> mentions(one.columns(), drop))
                .filter(one -> isKey(one) || one.columns().size() > 1)
                .map(one -> words(one)),
            table.indexes().stream()
                .filter(index -> uses(index, drop))
                .map(index -> index.name() == null ? "an index" : "index " + index.name().name()))
        .findFirst()
        .ifPresent(what ->
            scene.say(
                "This fails: %s of %s is about %s.".formatted(what, drop.table(), drop.column()),
                what.contains("index") ? "Drop the index first." : REBUILD));
  }

  private static String words(Constraint constraint) {
    return constraint.type() == ConstraintType.PRIMARY_KEY
        ? "the primary key"
        : "a constraint (%s)".formatted(constraint.type().name().replace('_', ' '));
  }

  private static boolean uses(CreateIndex index, DropColumn drop) {
    return mentions(index.columns(), drop)
        || mentions(columns(index.where()), drop)
        || index.keys().stream().anyMatch(key -> mentions(columns(key.expression()), drop));
  }

  private static List<String> columns(@Nullable Expression expression) {
    return expression == null ? List.of() : expression.columns();
  }

  private static boolean mentions(List<String> columns, DropColumn drop) {
    return columns.stream().anyMatch(drop.column()::equalsIgnoreCase);
  }

  private static boolean isKey(Constraint constraint) {
    return constraint.type() == ConstraintType.PRIMARY_KEY
        || constraint.type() == ConstraintType.UNIQUE;
  }
}
