package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Transaction;

/// A script begins or ends a transaction too often.
final class UnbalancedTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "unbalanced-transaction",
          Severity.ERROR,
          true,
          Dialects.POSTGRES_AND_SQLITE,
          "A BEGIN within a transaction, a COMMIT without one and a transaction that is never ended"
              + " leave statements in another transaction than the script says.",
          "End every transaction that is begun, and begin none within another.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Transaction(String verb) && !scene.inTransaction()) {
      boolean begun = Transactions.isBegun(scene);
      if (scene.isInside()) {
        // A block may end the transaction of its own that it runs in, and begins another at once.
        if (begun) {
          scene.say(
              "A block cannot end a transaction that was begun outside of it.", ABOUT.instead());
        }
        return;
      }
      if (verb.equals("BEGIN") && begun) {
        scene.say("A transaction was begun before and has not ended.", ABOUT.instead());
      } else if (Transactions.ends(verb) && !begun) {
        scene.say("There is no transaction to end here.", ABOUT.instead());
      }
      if (verb.equals("BEGIN") && scene.after().stream().noneMatch(UnbalancedTransaction::ends)) {
        scene.say("This transaction is never ended, so nothing of it is kept.", ABOUT.instead());
      }
    }
  }

  private static boolean ends(Operation operation) {
    return operation instanceof Transaction(String verb) && Transactions.ends(verb);
  }
}
