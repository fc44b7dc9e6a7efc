package dev.lockstep.dialects.target;

import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.Pipeline.Part;
import dev.lockstep.dialects.target.Pipeline.Sent;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.sql.SQLException;
import java.util.List;

/// Holds what both ways to run a migration work with.
record Workbench(
    JdbcSession session,
    TargetParts parts,
    Pipeline pipeline,
    Journal journal,
    Probe probe,
    Retry retry,
    FailureReport report,
    BlockerWatch.Source watch) {

  Sent send(List<Part> texts) {
    return pipeline.send(texts);
  }

  /// Leaves the session outside any transaction.
  void rollback() {
    // It fails when no transaction is open or the connection is gone; both leave none open.
    var _ = pipeline.send(LedgerTables.parts(parts.transactions().rollback()));
  }

  FailureCause cause(SQLException error) {
    return session.product().cause(error);
  }

  /// Writes bookkeeping that must not hide the failure it tells about.
  void writeQuietly(List<String> texts) {
    var _ = pipeline.send(LedgerTables.parts(texts));
  }

  /// Returns what a statement that failed left behind; looking must not hide the failure.
  List<Probe.Leftover> left(SqlStatement statement) {
    if (!statement.has(StatementTrait.NOT_IN_TRANSACTION)) {
      return List.of();
    }
    try {
      return probe.leftovers(statement);
    } catch (LockstepException notAnswered) {
      return List.of();
    }
  }

  static boolean has(PlannedMigration migration, StatementTrait trait) {
    return migration.statements().stream().anyMatch(statement -> statement.sql().has(trait));
  }
}
