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
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Splitter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Is what came of looking at one instance: differences, or the reason why it cannot be told.
///
/// @param accepted differences that somebody agreed to live with
/// @param revert takes the others back
/// @param unknown why it cannot be told; empty when it can
/// @param places the database schemas that the history puts something into
/// @param certain whether both sides were written by servers of the same major version, which spell
///   the same alike
record Drift(
    Work work,
    List<Difference> differences,
    List<Pardoned> accepted,
    List<SchemaChange> revert,
    String unknown,
    Set<String> places,
    boolean certain) {

  /// Cannot be told.
  static Drift unknown(Work work, String why) {
    return new Drift(work, List.of(), List.of(), List.of(), why, Set.of(), true);
  }

  /// Tells whether all that is different may be the spelling of servers of two versions.
  boolean mayBeSpelling() {
    return !certain && differences.stream().allMatch(Difference.Changed.class::isInstance);
  }

  /// Is a difference with what allows it.
  record Pardoned(Difference difference, Accepted by) {}

  boolean isClean() {
    return differences.isEmpty() && unknown.isEmpty();
  }

  /// Lists the open differences without those that came or went with their parent.
  List<Difference> whole() {
    return withoutParts(differences);
  }

  /// Lists the accepted differences likewise.
  List<Pardoned> pardoned() {
    List<Difference> whole = withoutParts(accepted.stream().map(Pardoned::difference).toList());
    return accepted.stream().filter(one -> whole.contains(one.difference())).toList();
  }

  private static List<Difference> withoutParts(List<Difference> differences) {
    Set<ObjectId> whole =
        differences.stream()
            .filter(difference -> !(difference instanceof Difference.Changed))
            .map(Difference::id)
            .collect(Collectors.toSet());
    return differences.stream()
        .filter(difference ->
            switch (difference) {
              case Difference.Added(SchemaObject to) -> isApart(to, whole);
              case Difference.Removed(SchemaObject from) -> isApart(from, whole);
              case Difference.Changed _ -> true;
            })
        .toList();
  }

  private static boolean isApart(SchemaObject object, Set<ObjectId> whole) {
    ObjectId parent = object.parent();
    return parent == null || !whole.contains(parent);
  }

  static String words(Difference difference) {
    String name = Console.safe(difference.id().toString());
    return switch (difference) {
      case Difference.Added _ -> "+ " + name;
      case Difference.Removed _ -> "- " + name;
      case Difference.Changed changed ->
          "~ " + name + ": " + String.join(", ", changed.attributes()).replace('_', ' ');
    };
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
