package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.SetVariable;

/// SQLite does this outside of transactions only.
final class RefusedInTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "refused-in-transaction",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "SQLite refuses VACUUM and another safety level within a transaction.",
          "Put it before BEGIN or behind COMMIT.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    boolean refused =
        switch (operation) {
          case Maintain maintain -> maintain.verb().equals("VACUUM");
          case Other other -> other.words().equals("VACUUM INTO");
          case SetVariable set -> set.name().equals("synchronous");
          default -> false;
        };
    if (refused && Transactions.isBegun(scene)) {
      scene.say("SQLite refuses this in the transaction that the file began.", ABOUT.instead());
    }
  }
}
