package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetTableOption;

/// Rows that do not fit are thrown away.
final class AlterIgnore implements Rule {
  private static final Description ABOUT =
      new Description(
          "alter-ignore",
          Severity.ERROR,
          true,
          Dialects.MARIADB_ALONE,
          "ALTER IGNORE TABLE deletes rows that a new unique key does not allow, and cuts "
              + "off values, without an error.",
          "Look for such rows and mend them, then leave out IGNORE.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetTableOption set
        && set.option().equals("ignore")
        && scene.isInUse(set.table())) {
      scene.say("Rows of %s that do not fit are lost.".formatted(set.table()), ABOUT.instead());
    }
  }
}
