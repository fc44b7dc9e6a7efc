package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a schema, the folder of a database.
final class SchemaKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.granted("SCHEMA");

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String catalog() {
    return "pg_namespace";
  }

  @Override
  public String query(int version) {
    return "SELECT n.oid, ARRAY[n.nspname] AS \"path[]\", "
        + Catalogs.owner("n.nspowner")
        + ", "
        + Catalogs.privileges("n.nspacl", "n", "n.nspowner")
        + " FROM pg_catalog.pg_namespace n WHERE "
        + Catalogs.ours("n")
        + " AND "
        + Catalogs.notOfExtension("pg_namespace", "n.oid");
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String spelled = Spelling.path(object.id());
    List<String> statements = new ArrayList<>(List.of("CREATE SCHEMA " + spelled));
    statements.addAll(EXTRAS.create(object, spelled, desired));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP SCHEMA " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.inPlace(EXTRAS.alter(change, Spelling.path(change.to().id())));
  }
}
