package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Is an enumerated type.
final class EnumKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.granted("TYPE").bornWith("PUBLIC=USAGE");

  @Override
  public String name() {
    return "enum";
  }

  @Override
  public String catalog() {
    return "pg_type";
  }

  @Override
  public String query(int version) {
    return """
    SELECT t.oid, ARRAY[n.nspname, t.typname] AS "path[]",
      (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
        WHERE e.enumtypid = t.oid) AS "labels[]", %s, %s
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND %s AND %s\
    """
        .formatted(
            Catalogs.owner("t.typowner"),
            Catalogs.privileges("t.typacl", "T", "t.typowner"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_type", "t.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String spelled = Spelling.path(object.id());
    List<String> statements = new ArrayList<>(List.of(create(spelled, object)));
    statements.addAll(EXTRAS.create(object, spelled, desired));
    return statements;
  }

  private static String create(String spelled, SchemaObject object) {
    return "CREATE TYPE "
        + spelled
        + " AS ENUM ("
        + object.texts("labels").stream().map(Spelling::literal).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP TYPE " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    // Labels that go or change places need a new type.
    if (TypeRebuild.isNeeded(change)) {
      return TypeRebuild.alteration(change);
    }
    List<String> before = change.from().texts("labels");
    List<String> after = change.to().texts("labels");
    String spelled = Spelling.path(change.to().id());
    List<String> extras = EXTRAS.alter(change, spelled);
    List<String> statements = new ArrayList<>(added(spelled, before, after, ""));
    // What uses a new label wants it committed, so there it can have been added before.
    List<String> online = new ArrayList<>(added(spelled, before, after, "IF NOT EXISTS "));
    if (!online.isEmpty()) {
      online.addAll(extras);
    }
    statements.addAll(extras);
    return new Alteration.InPlace(statements, online, false);
  }

  private static List<String> added(
      String spelled, List<String> before, List<String> after, String unless) {
    List<String> statements = new ArrayList<>();
    for (int at = 0; at < after.size(); at++) {
      String label = after.get(at);
      if (!before.contains(label)) {
        String place =
            at == 0
                ? before.isEmpty() ? "" : " BEFORE " + Spelling.literal(before.getFirst())
                : " AFTER " + Spelling.literal(after.get(at - 1));
        statements.add(
            "ALTER TYPE " + spelled + " ADD VALUE " + unless + Spelling.literal(label) + place);
      }
    }
    return statements;
  }
}
