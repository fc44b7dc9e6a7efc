package dev.lockstep.migration;

import dev.lockstep.sql.StatementTrait;
import java.util.List;

/// Says who runs a migration.
public sealed interface Execution {
  /// Lockstep sends the statements itself and writes the engine's history row with them.
  record Direct(TransactionMode mode) implements Execution {}

  /// Only the engine can run it; the planned statements are what is known beforehand, possibly
  /// none.
  ///
  /// @param reason in words, for the plan (`Java migration`, `precondition queries the database`)
  record ByEngine(String reason) implements Execution {}

  /// Says how a directly executed migration commits.
  enum TransactionMode {
    /// Change, history row and journal commit together.
    SINGLE,
    /// Statement by statement, each journalled before and after.
    PER_STATEMENT;

    /// Returns the mode in which statements can run: together, unless one of them commits by itself
    /// or is refused in a transaction.
    public static TransactionMode of(List<PlannedStatement> statements) {
      return statements.stream()
              .map(PlannedStatement::sql)
              .anyMatch(sql ->
                  sql.has(StatementTrait.NOT_IN_TRANSACTION)
                      || sql.has(StatementTrait.IMPLICIT_COMMIT))
          ? PER_STATEMENT
          : SINGLE;
    }
  }
}
