package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.DetachPartition;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Reindex;
import dev.lockstep.statement.Operation.Transaction;

/// What runs only outside transactions stands behind a BEGIN.
final class ConcurrentlyInTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "concurrently-in-transaction",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "PostgreSQL refuses CONCURRENTLY within a transaction block.",
          "Take it out of the transaction, into a file of its own.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    boolean concurrent =
        switch (operation) {
          case CreateIndex index -> index.modes().contains(Mode.CONCURRENTLY);
          case Drop drop -> drop.modes().contains(Mode.CONCURRENTLY);
          case Reindex reindex -> reindex.modes().contains(Mode.CONCURRENTLY);
          case DetachPartition detach -> detach.modes().contains(Mode.CONCURRENTLY);
          default -> false;
        };
    if (concurrent && isOpen(scene)) {
      scene.say("This cannot run within a transaction, and one was begun before.", ABOUT.instead());
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
      }
    }
    return open;
  }
}
