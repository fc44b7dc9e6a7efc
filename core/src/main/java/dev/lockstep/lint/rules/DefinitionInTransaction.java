package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Transaction;

/// A statement ends the transaction that it stands in.
final class DefinitionInTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "definition-in-transaction",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "MySQL and MariaDB commit before each statement that defines something, so what "
              + "was changed since BEGIN stays, and ROLLBACK takes nothing back.",
          "Put it into a file of its own.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (scene.isFirst() && Commits.isImplicit(operation) && isOpen(scene)) {
      scene.say("This commits the transaction that was begun before.", ABOUT.instead());
    }
  }

  private static boolean isOpen(Scene scene) {
    boolean open = false;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof Transaction transaction) {
        open =
            switch (transaction.verb()) {
              case "BEGIN" -> true;
              case "COMMIT", "ROLLBACK" -> false;
              default -> open;
            };
      } else if (Commits.isImplicit(earlier)) {
        open = false;
      }
    }
    return open;
  }
}
