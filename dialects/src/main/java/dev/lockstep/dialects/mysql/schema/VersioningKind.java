package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is the history that MariaDB keeps of a table's rows; an object of its own, because it can be
/// lost while the table stays.
///
/// *Shape*: `start` and `end` are the columns for the rows' time, when they are not hidden.
final class VersioningKind implements ObjectKind {
  static final String NAME = "system_versioning";

  static void read(Catalog catalog) {
    for (Found table : catalog.ofKind(TableKind.NAME)) {
      if (table.attributes.remove("_versioned") != null) {
        catalog.add(NAME, table.id, table.id.name());
      }
    }
    for (Found column : catalog.ofKind(ColumnKind.NAME)) {
      String generated = column.text("generated");
      if (generated.startsWith("ROW ")) {
        catalog
            .find(NAME, column.id.path().getFirst())
            .ifPresent(versioning ->
                versioning
                    .put(generated.equals("ROW START") ? "start" : "end", column.id.name())
                    .uses(column.id));
      }
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  static Optional<String> period(SchemaObject object) {
    return object.has("start")
        ? Optional.of(
            "PERIOD FOR SYSTEM_TIME "
                + Spelling.names(List.of(object.text("start"), object.text("end"))))
        : Optional.empty();
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    period(object).ifPresent(period -> statements.add(Spelling.alter(object, "ADD " + period)));
    statements.add(Spelling.alter(object, "ADD SYSTEM VERSIONING"));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(Spelling.alter(object, "DROP SYSTEM VERSIONING"));
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return Optional.of("the history of " + ObjectId.of(TableKind.NAME, object.id().name()));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.replace();
  }
}
