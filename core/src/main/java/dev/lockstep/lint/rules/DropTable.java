package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Mode;

/// A table and all of its rows go.
final class DropTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-table",
          Severity.ERROR,
          true,
          Dialects.ALL,
          "The rows are lost for good, and programs that still use the table break.",
          "Rename it first and drop it when nobody has missed it, with a backup at " + "hand.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create
        && create.modes().contains(Mode.OR_REPLACE)
        && scene.mayHoldRows(create.table())) {
      scene.say(
          "Where there is a table %s, this loses it with all its rows.".formatted(create.table()),
          ABOUT.instead());
    }
    if (operation instanceof Drop drop && drop.type() == ObjectType.TABLE) {
      for (QualifiedName table : drop.names()) {
        boolean nothing = drop.modes().contains(Mode.IF_EXISTS) && scene.schema().isAbsent(table);
        if (scene.mayHoldRows(table) && !nothing && !Rebuild.keepsRows(table, scene)) {
          scene.say("This loses table " + table + " with all its rows.", ABOUT.instead());
        }
      }
    }
  }
}
