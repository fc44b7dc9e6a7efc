package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Transaction;
import java.util.stream.Stream;

/// A statement that is refused in transactions takes a whole file out of one.
final class SharedWithoutTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "not-alone-outside-transaction",
          Severity.WARNING,
          true,
          Dialects.POSTGRES_AND_SQLITE,
          "A file with a statement that the database refuses in transactions runs without one, so"
              + " a failure leaves half of it applied.",
          "Put it into a file of its own.");

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
    if (scene.has(StatementTrait.NOT_IN_TRANSACTION)
        && !scene.inTransaction()
        && Stream.concat(scene.before().stream(), scene.after().stream())
            .anyMatch(SharedWithoutTransaction::leavesSomething)
        && Stream.concat(scene.before().stream(), scene.after().stream())
            .noneMatch(Transaction.class::isInstance)) {
      scene.say(
          "This takes the whole file out of its transaction, so a failure leaves half of it"
              + " applied.",
          ABOUT.instead());
    }
  }

  private static boolean leavesSomething(Operation other) {
    return !(other instanceof SetVariable) && !(other instanceof Select);
  }
}
