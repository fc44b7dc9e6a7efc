package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Are columns that a table loses and some of its heirs keep: they become the heirs' own, with
/// their values, when only the table itself drops them.
///
/// *Source*: PostgreSQL's documentation, `ALTER TABLE`, "Notes", on `ONLY` and `DROP COLUMN`.
record LeftToHeirs(List<SchemaObject> columns) {
  static LeftToHeirs of(DatabaseSchema live, DatabaseSchema desired) {
    return new LeftToHeirs(
        live.ofKind("table").stream()
            .filter(heir -> heir.has("inherits"))
            .flatMap(heir ->
                StandingAlone.parents(heir, live).stream()
                    .flatMap(parent -> live.children(parent, "column").stream())
                    .filter(column -> desired.find(column.id()).isEmpty())
                    .filter(column -> desired.find(TableKind.of(column)).isPresent())
                    .filter(column -> live.users(column.id()).isEmpty())
                    .filter(column -> live.find(own(heir, column)).isEmpty())
                    .filter(column -> desired.find(own(heir, column)).isPresent()))
            .distinct()
            .toList());
  }

  private static ObjectId own(SchemaObject heir, SchemaObject column) {
    return StandingAlone.part("column", heir.id(), column.id().name());
  }

  /// Returns a schema in which every heir has its own.
  ///
  /// @param changes takes what leads there
  DatabaseSchema in(DatabaseSchema live, List<SchemaChange> changes) {
    if (columns.isEmpty()) {
      return live;
    }
    Map<ObjectId, SchemaObject> objects = new HashMap<>(live.objects());
    for (SchemaObject column : columns) {
      changes.add(
          new SchemaChange(
              Action.DROP,
              column.id(),
              List.of(
                  "ALTER TABLE ONLY "
                      + Spelling.table(column.id())
                      + " DROP COLUMN "
                      + Spelling.name(column.id().name())),
              List.of(),
              new ColumnKind().lossWhenDropped(column).stream().toList(),
              List.of()));
      for (SchemaObject heir : live.ofKind("table")) {
        if (StandingAlone.parents(heir, live).contains(TableKind.of(column))) {
          new StandingAlone(heir, List.of(), live)
              .parts().stream()
                  .filter(part -> part.id().path().equals(own(heir, column).path()))
                  .filter(part -> !part.kind().equals("constraint"))
                  .forEach(part -> {
                    objects.put(part.id(), part);
                    objects.remove(
                        StandingAlone.part(InheritedColumnKind.NAME, heir.id(), part.id().name()));
                  });
        }
      }
      objects.remove(column.id());
      live.children(column.id()).forEach(value -> objects.remove(value.id()));
    }
    return live.holding(objects.values());
  }
}
