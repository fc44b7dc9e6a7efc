package dev.lockstep.cli;

import dev.lockstep.deploy.Agreements.Agreed;
import dev.lockstep.deploy.Agreements.Judged;
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
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Splitter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Is what came of looking at one instance: differences, or the reason why it cannot be told.
///
/// @param revert takes back what nobody agreed to live with
/// @param unknown why it cannot be told; empty when it can
/// @param places the database schemas that the history puts something into
/// @param certain whether both sides were written by servers of the same major version, which spell
///   the same alike
record Drift(
    Work work,
    Judged judged,
    List<SchemaChange> revert,
    String unknown,
    Set<String> places,
    boolean certain) {

  /// Cannot be told.
  static Drift unknown(Work work, String why) {
    Judged nothing = new Judged(List.of(), List.of(), Map.of());
    return new Drift(work, nothing, List.of(), why, Set.of(), true);
  }

  /// Tells whether all that is different may be the spelling of servers of two versions.
  boolean mayBeSpelling() {
    return !certain && judged.open().stream().allMatch(Difference.Changed.class::isInstance);
  }

  boolean isClean() {
    return judged.open().isEmpty() && unknown.isEmpty();
  }

  /// Lists the open differences without those that came or went with their parent.
  List<Difference> whole() {
    return Difference.withoutParts(judged.open());
  }

  /// Lists the accepted differences likewise.
  List<Agreed> agreed() {
    List<Difference> whole =
        Difference.withoutParts(judged.agreed().stream().map(Agreed::difference).toList());
    return judged.agreed().stream().filter(one -> whole.contains(one.difference())).toList();
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
