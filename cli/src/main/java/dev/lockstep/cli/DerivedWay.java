package dev.lockstep.cli;

import dev.lockstep.deploy.WayBack.Way;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns around what a change did to a schema.
final class DerivedWay {
  private static final Set<String> OF_ROWS =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE", "COPY", "LOAD");

  private DerivedWay() {}

  /// Returns the way back; empty when the schema is the same on both sides, so that the change did
  /// something to rows alone.
  static Optional<Way> between(
      SchemaDialect dialect, DatabaseSchema before, DatabaseSchema after, PlannedMigration change) {
    List<SchemaChange> back = dialect.planner().plan(/* from= */ after, /* to= */ before);
    if (back.isEmpty()) {
      return Optional.empty();
    }
    List<String> missing = new ArrayList<>(losses(dialect.planner().plan(before, after)));
    missing.addAll(rows(change));
    List<String> lost = new ArrayList<>(losses(back));
    lost.addAll(labels(before, after));
    return Optional.of(
        new Way(
            dialect.withinTransaction(
                back.stream().flatMap(one -> one.statements().stream()).toList()),
            lost,
            missing));
  }

  /// Names types whose labels are others, or stand elsewhere: they may be the old ones under new
  /// names, and nothing tells which; rows keep their text or are refused.
  private static List<String> labels(DatabaseSchema before, DatabaseSchema after) {
    List<String> changed = new ArrayList<>();
    for (SchemaObject type : before.ofKind("enum")) {
      Optional<SchemaObject> now = after.find(type.id());
      List<String> kept = now.map(one -> one.texts("labels")).orElse(type.texts("labels"));
      if (!kept.stream()
          .filter(type.texts("labels")::contains)
          .toList()
          .equals(type.texts("labels"))) {
        changed.add("which rows held which label of " + type.id());
      }
    }
    return changed;
  }

  /// Says which rows a change has touched, as far as its text tells.
  static List<String> rows(PlannedMigration change) {
    List<String> rows = new ArrayList<>();
    for (PlannedStatement statement : change.statements()) {
      String verb = statement.sql().kind().split(" ", 2)[0];
      if (OF_ROWS.contains(verb)) {
        rows.add("the rows that %s at %s changes".formatted(verb, statement.source()));
      }
    }
    if (change.execution() instanceof Execution.ByEngine) {
      rows.add("rows that the engine changes where no statement tells");
    }
    return rows;
  }

  private static List<String> losses(List<SchemaChange> changes) {
    return changes.stream().flatMap(change -> change.losses().stream()).toList();
  }
}
