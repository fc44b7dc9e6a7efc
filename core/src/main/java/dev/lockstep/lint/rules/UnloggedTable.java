package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.OnTable;
import dev.lockstep.statement.Operation.SetTableOption;

/// A table is empty after a crash.
final class UnloggedTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "unlogged-table",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "An unlogged table is emptied when the server has crashed, and its rows are on no"
              + " replica.",
          "Leave out UNLOGGED for rows that matter.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    boolean unlogged =
        switch (operation) {
          case CreateTable create -> create.modes().contains(Mode.UNLOGGED);
          case SetTableOption set -> set.option().equals("set unlogged");
          default -> false;
        };
    if (unlogged && operation instanceof OnTable on) {
      scene.say(
          "%s is empty after a crash, and on every replica.".formatted(on.table()),
          ABOUT.instead());
    }
  }
}
