package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.Redefine;

/// A column gets a place among the others.
final class ColumnPosition implements Rule {
  private static final Description ABOUT =
      new Description(
          "column-position",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "FIRST and AFTER make older servers write the table again, and the order of "
              + "columns says nothing to a program that names them.",
          "Leave it out.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    String position =
        switch (operation) {
          case AddColumn add when scene.isInUse(add.table()) -> add.position();
          case Redefine redefine when scene.isInUse(redefine.table()) -> redefine.position();
          default -> null;
        };
    if (position != null) {
      scene.say("%s changes the order of columns.".formatted(position), ABOUT.instead());
    }
  }
}
