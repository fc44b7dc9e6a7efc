package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is a table, plain or virtual, with everything between its parentheses: SQLite keeps that as one
/// statement, and changes it as one.
final class TableKind implements ObjectKind {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(create(object, object.id().name()));
  }

  /// Writes the table under a name.
  static String create(SchemaObject object, String name) {
    if (object.has("virtual")) {
      return "CREATE VIRTUAL TABLE " + Spelling.name(name) + " " + object.text("virtual");
    }
    return "CREATE TABLE "
        + Spelling.name(name)
        + " (\n  "
        + String.join(",\n  ", object.texts("definition"))
        + "\n)"
        + (object.has("options") ? " " + String.join(", ", object.texts("options")) : "");
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    List<String> statements = new ArrayList<>();
    if (ForeignKeys.referTo(object, live)) {
      statements.add(ForeignKeys.OFF);
      statements.addAll(ForeignKeys.GUARD);
    }
    statements.add("DROP TABLE " + Spelling.name(object.id().name()));
    return statements;
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return Optional.of("the rows of " + object.id());
  }

  @Override
  public Alteration alter(Change change) {
    if (change.from().has("virtual") || change.to().has("virtual")) {
      return Alteration.replace();
    }
    TableChange table = new TableChange(change);
    Optional<List<String>> few = table.withoutRebuild();
    return new Alteration.InPlace(
        few.orElseGet(table::rebuild),
        List.of(),
        losses(change),
        RowDemands.failsIf(change),
        few.isEmpty());
  }

  private static List<String> losses(Change change) {
    List<String> losses = new ArrayList<>();
    for (SchemaObject column : change.live().children(change.from().id(), "column")) {
      Optional<SchemaObject> kept =
          change.desired().find(column.id()).filter(one -> !one.has("generated"));
      if (column.has("generated")) {
        continue;
      }
      if (kept.isEmpty()) {
        losses.add("the values of " + column.id());
      } else {
        Affinity.of(column.text("type"))
            .loss(Affinity.of(kept.get().text("type")))
            .ifPresent(loss -> losses.add(loss + " " + column.id()));
      }
    }
    return losses;
  }
}
