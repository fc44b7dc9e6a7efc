package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.Operation;

/// What runs only outside transactions stands behind a BEGIN.
final class ConcurrentlyInTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "concurrently-in-transaction",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "PostgreSQL refuses CONCURRENTLY, VACUUM and some others within a transaction block.",
          "Take it out of the transaction, into a file of its own.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (scene.has(StatementTrait.NOT_IN_TRANSACTION) && Transactions.isBegun(scene)) {
      scene.say("This cannot run within a transaction, and one was begun before.", ABOUT.instead());
    }
  }
}
