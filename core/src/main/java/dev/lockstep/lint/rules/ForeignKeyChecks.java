package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Transaction;

/// Tells whether a session of SQLite checks foreign keys, which it is told outside of transactions.
final class ForeignKeyChecks {
  static final String PRAGMA = "foreign_keys";

  private ForeignKeyChecks() {}

  /// Tells whether the file has switched them off by now, or asks whether they are off and goes on
  /// only then, as plans do that Lockstep writes.
  static boolean areOff(Scene scene) {
    boolean off = false;
    boolean begun = false;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof Transaction(String verb)) {
        begun = verb.equals("BEGIN") || (begun && !Transactions.ends(verb));
      } else if (earlier instanceof Insert insert && asks(insert)) {
        off = true;
      } else if (earlier instanceof SetVariable set && set.name().equals(PRAGMA) && !begun) {
        off = Online.isOff(set.value()) || "no".equalsIgnoreCase(set.value());
      }
    }
    return off;
  }

  private static boolean asks(Insert insert) {
    return insert.query() != null
        && insert.query().reads().stream()
            .anyMatch(table -> table.name().equalsIgnoreCase("pragma_foreign_keys"));
  }
}
