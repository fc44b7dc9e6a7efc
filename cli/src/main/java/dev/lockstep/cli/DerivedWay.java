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
/// @param replaced what is gone with what new objects took the names of, in words
/// @param way empty when the schema is the same on both sides, so that the change did something to
///   rows alone
/// @param obstacle why none can be trusted; empty for no reason
record DerivedWay(
    List<SchemaChange> done, List<String> replaced, Optional<Way> way, Optional<String> obstacle) {
  private static final Set<String> OF_ROWS =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE", "COPY", "LOAD");

  static DerivedWay between(Planning planning, Kinship kinship, PlannedMigration change) {
    SchemaDialect dialect = planning.dialect();
    DatabaseSchema before = kinship.before();
    Optional<Renamed> named =
        kinship.obstacle().isPresent() ? Optional.empty() : renamed(planning, kinship);
    if (named.isEmpty()) {
      return new DerivedWay(
          dialect.planner().plan(before, kinship.after()),
          List.of(),
          Optional.empty(),
          kinship.obstacle().or(() -> Optional.of("names changed places in it")));
    }
    DatabaseSchema known = named.get().schema();
    List<SchemaChange> done = dialect.planner().plan(/* from= */ before, /* to= */ known);
    List<String> replaced =
        kinship.replaced().stream()
            .map(id -> (id.kind().equals("table") ? "the rows of " : "the values of ") + id)
            .toList();
    List<SchemaChange> all = new ArrayList<>(named.get().changes());
    all.addAll(dialect.planner().plan(/* from= */ known, /* to= */ before));
    if (all.isEmpty()) {
      return new DerivedWay(done, replaced, Optional.empty(), Optional.empty());
    }
    List<String> missing = new ArrayList<>(losses(done));
    missing.addAll(replaced);
    missing.addAll(rows(change));
    List<String> lost = new ArrayList<>(losses(all));
    lost.addAll(labels(before, known));
    return new DerivedWay(
        done,
        replaced,
        Optional.of(
            new Way(
                dialect.withinTransaction(
                    all.stream().flatMap(one -> one.statements().stream()).toList()),
                lost,
                missing)),
        Optional.empty());
  }

  /// Where a rename cannot be taken back as one, what was renamed is dropped and created; empty
  /// where that would take one thing for another.
  private static Optional<Renamed> renamed(Planning planning, Kinship kinship) {
    List<Rename> back = kinship.back();
    if (!back.isEmpty()) {
      try {
        return Optional.of(planning.renamed(kinship.after(), back));
      } catch (LockstepException e) {
        if (e.code() != ErrorCode.USAGE && e.code() != ErrorCode.INTERNAL) {
          throw e;
        }
        if (kinship.isTangled()) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Renamed(List.of(), kinship.after()));
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
