package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Is an index, a view or a trigger: SQLite keeps its statement and alters none of it.
record StatementKind(String name) implements ObjectKind {
  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(
        "CREATE "
            + (object.has("unique") ? "UNIQUE " : "")
            + word()
            + " "
            + Spelling.name(object.id().name())
            + (name.equals("index") ? " ON " + Spelling.name(parent(object).name()) : "")
            + " "
            + object.text("definition"));
  }

  @Override
  public Optional<String> failsIf(
      SchemaObject object, DatabaseSchema live, DatabaseSchema desired) {
    return object.has("unique")
        ? Optional.of(
            "two rows of " + parent(object).name() + " have the same " + object.text("definition"))
        : Optional.empty();
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP " + word() + " " + Spelling.name(object.id().name()));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.replace();
  }

  /// It goes out of the way while its table is built anew.
  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }

  private String word() {
    return name.toUpperCase(Locale.ROOT);
  }

  private static ObjectId parent(SchemaObject object) {
    return Objects.requireNonNull(object.parent());
  }
}
