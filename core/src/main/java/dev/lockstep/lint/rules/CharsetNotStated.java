package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;

/// A table gets whatever character set its database has.
final class CharsetNotStated implements Rule {
  private static final Description ABOUT =
      new Description(
          "charset-not-stated",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "Without a character set a table takes that of its database, which may be "
              + "another one in each environment.",
          "State it.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create
        && create.columnsOf().isEmpty()
        && !create.modes().contains(Mode.TEMPORARY)
        && !create.options().containsKey("charset")
        && !create.options().containsKey("collate")) {
      scene.say(
          "Table %s has the character set that its database happens to have."
              .formatted(create.table()),
          ABOUT.instead());
    }
  }
}
