package dev.lockstep.cli;

import dev.lockstep.deploy.WayBack.Way;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.Planning.Renamed;
import dev.lockstep.scratch.Rename;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns around what a change did to a schema.
///
/// @param done what the change did, but for names
/// @param way empty when the schema is the same on both sides, so that the change did something to
///   rows alone
record DerivedWay(List<SchemaChange> done, Optional<Way> way) {
  private static final Set<String> OF_ROWS =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE", "COPY", "LOAD");

  /// @param back the renames that lead from the schema after to the one before
  static DerivedWay between(
      Planning planning,
      DatabaseSchema before,
      DatabaseSchema after,
      List<Rename> back,
      PlannedMigration change) {
    SchemaDialect dialect = planning.dialect();
    Renamed named = renamed(planning, after, back);
    DatabaseSchema known = named.schema();
    List<SchemaChange> done = dialect.planner().plan(/* from= */ before, /* to= */ known);
    List<SchemaChange> all = new ArrayList<>(named.changes());
    all.addAll(dialect.planner().plan(/* from= */ known, /* to= */ before));
    if (all.isEmpty()) {
      return new DerivedWay(done, Optional.empty());
    }
    List<String> missing = new ArrayList<>(losses(done));
    missing.addAll(rows(change));
    List<String> lost = new ArrayList<>(losses(all));
    lost.addAll(labels(before, known));
    return new DerivedWay(
        done,
        Optional.of(
            new Way(
                dialect.withinTransaction(
                    all.stream().flatMap(one -> one.statements().stream()).toList()),
                lost,
                missing)));
  }

  /// Where a rename cannot be taken back as one, what was renamed is dropped and created.
  private static Renamed renamed(Planning planning, DatabaseSchema after, List<Rename> back) {
    if (!back.isEmpty()) {
      try {
        return planning.renamed(after, back);
      } catch (LockstepException e) {
        if (e.code() != ErrorCode.USAGE && e.code() != ErrorCode.INTERNAL) {
          throw e;
        }
      }
    }
    return new Renamed(List.of(), after);
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
