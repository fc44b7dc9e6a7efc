package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Transaction;
import java.util.Set;

/// A script begins or ends transactions itself.
final class OwnTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "own-transaction",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "The change and its row of the history are one transaction; a COMMIT of the "
              + "script ends it early, so a failure behind it leaves a change half applied.",
          "Leave transactions to the deployment, and put what must not share one into a "
              + "file of its own.");

  private static final Set<String> VERBS = Set.of("BEGIN", "COMMIT", "ROLLBACK");

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
    if (operation instanceof Transaction transaction
        && scene.inTransaction()
        && VERBS.contains(transaction.verb())) {
      scene.say(
          transaction.verb() + " interferes with the transaction that the deployment began.",
          ABOUT.instead());
    }
  }
}
