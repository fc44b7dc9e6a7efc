package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Transaction;
import java.util.ArrayList;
import java.util.List;

/// Follows the transactions of a file, the deployment's and those that the file begins itself.
final class Transactions {
  private Transactions() {}

  /// Tells whether the file itself began a transaction that is still open.
  static boolean isBegun(Scene scene) {
    boolean begun = false;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof Transaction(String verb)) {
        begun = verb.equals("BEGIN") || (begun && !ends(verb));
      }
    }
    return begun;
  }

  /// Lists what the file did earlier in the transaction that a statement runs in; nothing outside
  /// of one.
  static List<Operation> earlier(Scene scene) {
    List<Operation> since = new ArrayList<>();
    boolean open = scene.inTransaction();
    for (Operation earlier : scene.before()) {
      if (earlier instanceof Transaction(String verb)) {
        if (verb.equals("BEGIN") || ends(verb)) {
          since.clear();
          open = verb.equals("BEGIN");
        }
      } else if (open) {
        since.add(earlier);
      }
    }
    return since;
  }

  static boolean ends(String verb) {
    return verb.equals("COMMIT") || verb.equals("ROLLBACK") || verb.equals("PREPARE");
  }
}
