package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a domain; its checks are objects of their own.
final class DomainKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.granted("DOMAIN").bornWith("PUBLIC=USAGE");

  @Override
  public String name() {
    return "domain";
  }

  @Override
  public String catalog() {
    return "pg_type";
  }

  @Override
  public String query(int version) {
    return """
    SELECT t.oid, ARRAY[n.nspname, t.typname] AS "path[]",
      pg_catalog.format_type(t.typbasetype, t.typtypmod) AS type, %s,
      pg_catalog.pg_get_expr(t.typdefaultbin, 0) AS value, t.typnotnull AS not_null, %s, %s
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    WHERE t.typtype = 'd' AND %s AND %s\
    """
        .formatted(
            Catalogs.collation("t.typcollation", "b.typcollation"),
            Catalogs.owner("t.typowner"),
            Catalogs.privileges("t.typacl", "T", "t.typowner"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_type", "t.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String spelled = Spelling.path(object.id());
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE DOMAIN "
            + spelled
            + " AS "
            + object.text("type")
            + (object.has("collation") ? " COLLATE " + object.text("collation") : "")
            + (object.has("value") ? " DEFAULT " + object.text("value") : "")
            + (object.has("not_null") ? " NOT NULL" : ""));
    statements.addAll(EXTRAS.create(object, spelled, desired));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP DOMAIN " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    String spelled = Spelling.path(to.id());
    if (TypeRebuild.isNeeded(change)) {
      return TypeRebuild.alteration(change);
    }
    String alter = "ALTER DOMAIN " + spelled + " ";
    List<String> statements = new ArrayList<>();
    if (change.touches("value")) {
      statements.add(
          alter + (to.has("value") ? "SET DEFAULT " + to.text("value") : "DROP DEFAULT"));
    }
    if (change.touches("not_null")) {
      statements.add(alter + (to.has("not_null") ? "SET" : "DROP") + " NOT NULL");
    }
    statements.addAll(EXTRAS.alter(change, spelled));
    return Alteration.inPlace(statements);
  }
}
