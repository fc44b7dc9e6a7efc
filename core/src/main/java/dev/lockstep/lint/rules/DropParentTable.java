package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;

/// A table goes that others refer to.
final class DropParentTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-parent-table",
          Severity.WARNING,
          true,
          Dialects.SQLITE,
          "Where foreign keys are checked, SQLite deletes the rows of a table before it drops it:"
              + " rows that refer to them by ON DELETE CASCADE go as well, and others make it fail."
              + " That is so, too, where the table is built anew and its rows are safe in another.",
          "Say PRAGMA foreign_keys = OFF before the transaction begins, and PRAGMA"
              + " foreign_key_check at its end.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop
        && drop.type() == ObjectType.TABLE
        && !ForeignKeyChecks.areOff(scene)) {
      QualifiedName table = drop.names().getFirst();
      scene.schema().referringTo(table).stream()
          .filter(
              other -> !scene.schema().isSame(other.name(), table) && scene.isInUse(other.name()))
          .findFirst()
          .ifPresent(other ->
              scene.say(
                  "Where foreign keys are checked, rows of %s that refer to %s are deleted, or make this fail."
                      .formatted(other.name().name(), table.name()),
                  ABOUT.instead()));
    }
  }
}
