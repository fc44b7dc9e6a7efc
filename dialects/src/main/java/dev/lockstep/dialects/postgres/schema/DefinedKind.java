package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Is a kind whose objects PostgreSQL itself writes down, as the attribute `definition`, and which
/// nothing but a new definition can change.
///
/// @param extras what it can have beside its definition
/// @param spelled how an object is named in statements
record DefinedKind(
    String name,
    String catalog,
    Function<Integer, String> queries,
    Extras extras,
    Function<SchemaObject, String> spelled)
    implements PostgresKind {
  @Override
  public String query(int version) {
    return queries.apply(version);
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(object.texts("definition"));
    statements.addAll(extras.create(object, spelled.apply(object), desired));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP " + extras.type() + " " + spelled.apply(object));
  }

  @Override
  public Alteration alter(Change change) {
    if (change.onlyTouches(Extras.ATTRIBUTES)) {
      return Alteration.inPlace(extras.alter(change, spelled.apply(change.to())));
    }
    return TypeFamily.KINDS.contains(name) ? TypeRebuild.alteration(change) : Alteration.replace();
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change change) {
    return switch (name) {
      case "operator", "cast" -> true;
      // Its conditions hold on to the type of a column.
      case "publication" -> object.text("definition").contains(" WHERE ");
      default -> false;
    };
  }
}
