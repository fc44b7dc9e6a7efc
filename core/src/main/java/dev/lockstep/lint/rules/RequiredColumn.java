package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.Mode;

/// A new column without a default cannot be null.
final class RequiredColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "required-column",
          Severity.ERROR,
          true,
          Dialects.ALL,
          "Where a table has rows, a new NOT NULL column without a default fails, or on "
              + "MySQL and MariaDB gives them 0 or an empty text; and programs that do not "
              + "know the column cannot insert any more.",
          "Give it a default, or add it nullable and fill it first.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static boolean isThere(AddColumn add, Scene scene) {
    return add.modes().contains(Mode.IF_NOT_EXISTS)
        && scene
            .schema()
            .table(add.table())
            .flatMap(table -> table.column(add.column().name()))
            .isPresent();
  }

  /// SQLite adds no such column anyway.
  private static boolean isKeyOfSqlite(Column column, Scene scene) {
    return scene.dialect().equals("sqlite")
        && column.constraint(ConstraintType.PRIMARY_KEY).isPresent();
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddColumn add && scene.isInUse(add.table()) && !isThere(add, scene)) {
      Column column = add.column();
      if (column.isNotNull()
          && (column.defaultValue() == null || column.defaultValue().isNull())
          && !isKeyOfSqlite(column, scene)
          && column.generated() == null
          && column.numbering() == Numbering.NONE) {
        scene.ask(
            !Dialects.MYSQL.contains(scene.dialect())
                ? "%s cannot be null and has no default: this fails when %s has rows, and so does every insert that does not name it."
                    .formatted(column.name(), add.table())
                : "%s cannot be null and has no default: rows of %s get 0 or an empty text, and every insert fails that does not name it."
                    .formatted(column.name(), add.table()),
            ABOUT.instead(),
            new Questions(scene).anyRow(add.table()));
      }
    }
  }
}
