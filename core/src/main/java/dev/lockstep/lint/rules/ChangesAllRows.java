package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Update;

/// Every row is changed or deleted.
final class ChangesAllRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "changes-all-rows",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "UPDATE and DELETE without WHERE touch every row: they lock them until the "
              + "transaction ends, and leave a dead version of each behind.",
          "Say which rows, and go through them in batches.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName table =
        switch (operation) {
          case Update update when update.query().where() == null -> update.table();
          case Delete delete when delete.query().where() == null -> delete.table();
          default -> null;
        };
    if (table != null && scene.isInUse(table)) {
      scene.say("This touches every row of " + table + ".", ABOUT.instead());
    }
  }
}
