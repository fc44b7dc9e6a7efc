package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;

/// Is an extension; what it brought is its own business and appears nowhere.
final class ExtensionKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("EXTENSION");

  @Override
  public String name() {
    return "extension";
  }

  @Override
  public String catalog() {
    return "pg_extension";
  }

  @Override
  public String query(int version) {
    return "SELECT x.oid, ARRAY[x.extname] AS \"path[]\", n.nspname AS schema,"
        + " x.extversion AS _version FROM pg_catalog.pg_extension x"
        + " JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace WHERE x.extname <> 'plpgsql'";
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(
        "CREATE EXTENSION "
            + Spelling.path(object.id())
            + " WITH SCHEMA "
            + Spelling.name(object.text("schema")));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP EXTENSION " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    return change.onlyTouches(Extras.ATTRIBUTES)
        ? Alteration.inPlace(EXTRAS.alter(change, Spelling.path(change.to().id())))
        : Alteration.replace();
  }
}
