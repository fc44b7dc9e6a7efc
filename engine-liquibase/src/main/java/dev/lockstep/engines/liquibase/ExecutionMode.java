package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.TransactionUse;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.List;

/// Decides whether a changeset's statements commit together.
final class ExecutionMode {
  private final Dialect dialect;

  ExecutionMode(Dialect dialect) {
    this.dialect = dialect;
  }

  TransactionMode of(TransactionUse wanted, List<PlannedStatement> statements) {
    boolean together =
        wanted == TransactionUse.ONE
            && dialect.transactionalDdl()
            && statements.stream().noneMatch(ExecutionMode::standsAlone);
    // Without statements there is nothing but the row, which is atomic anywhere.
    return together || statements.isEmpty()
        ? TransactionMode.SINGLE
        : TransactionMode.PER_STATEMENT;
  }

  private static boolean standsAlone(PlannedStatement statement) {
    return statement.sql().has(StatementTrait.NOT_IN_TRANSACTION)
        || statement.sql().has(StatementTrait.TRANSACTION_CONTROL);
  }
}
