package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.project.DriftSettings.Accepted;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Splitter;
import java.util.List;

/// Is what came of looking at one instance: differences, or the reason why it cannot be told.
///
/// @param accepted differences that somebody agreed to live with
/// @param revert takes the others back
/// @param unknown empty when it can be told
record Drift(
    Work work,
    List<Difference> differences,
    List<Pardoned> accepted,
    List<SchemaChange> revert,
    String unknown) {

  /// Is a difference with what allows it.
  record Pardoned(Difference difference, Accepted by) {}

  boolean isClean() {
    return differences.isEmpty() && unknown.isEmpty();
  }

  /// Returns what takes the differences back as one change.
  PlannedMigration repair(SchemaDialect dialect, Splitter splitter) {
    List<PlannedStatement> statements =
        dialect
            .withinTransaction(
                revert.stream().flatMap(change -> change.statements().stream()).toList())
            .stream()
            .map(sql -> PlannedStatement.generated(sql, new SourceLocation("drift"), splitter))
            .toList();
    return new PlannedMigration(
        new Migration(
            "drift-" + PlannedStatement.shortHash(statements),
            null,
            "take drift back",
            MigrationKind.UNDO,
            null,
            null),
        Direction.UNDO,
        statements,
        new Execution.Direct(Execution.TransactionMode.of(statements)),
        List.of(),
        new Reversal.None("drift is no change of the history"),
        revert.stream().flatMap(change -> change.losses().stream()).toList());
  }
}
