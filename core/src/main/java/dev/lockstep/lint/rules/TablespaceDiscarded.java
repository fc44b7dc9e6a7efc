package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetTableOption;

/// A table loses its file.
final class TablespaceDiscarded implements Rule {
  private static final Description ABOUT =
      new Description(
          "tablespace-discarded",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "DISCARD TABLESPACE deletes the file with all rows of the table.",
          "Do it on a new table only, for an import.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetTableOption set
        && set.option().equals("discard tablespace")
        && scene.isInUse(set.table())) {
      scene.say("This loses all rows of %s.".formatted(set.table()), ABOUT.instead());
    }
  }
}
