package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a policy of row-level security.
final class PolicyKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("POLICY");

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String catalog() {
    return "pg_policy";
  }

  @Override
  public String query(int version) {
    return """
    SELECT y.oid, ARRAY[n.nspname, c.relname, y.polname] AS "path[]", 'table' AS parent_kind,
      NOT y.polpermissive AS restrictive,
      CASE y.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
        WHEN 'd' THEN 'DELETE' END AS command,
      (SELECT array_agg(CASE WHEN r.role = 0 THEN 'PUBLIC'
        ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r.role)) END ORDER BY 1)
        FROM unnest(y.polroles) AS r (role)) AS "roles[]",
      pg_catalog.pg_get_expr(y.polqual, y.polrelid) AS using_rows,
      pg_catalog.pg_get_expr(y.polwithcheck, y.polrelid) AS check_rows
    FROM pg_catalog.pg_policy y JOIN pg_catalog.pg_class c ON c.oid = y.polrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE %s AND %s\
    """
        .formatted(Catalogs.ours("n"), Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE POLICY "
            + spelled(object)
            + (object.has("restrictive") ? " AS RESTRICTIVE" : "")
            + (object.has("command") ? " FOR " + object.text("command") : "")
            + terms(object));
    statements.addAll(EXTRAS.create(object, spelled(object), desired));
    return statements;
  }

  private static String terms(SchemaObject object) {
    return " TO "
        + String.join(", ", object.texts("roles"))
        + (object.has("using_rows") ? " USING (" + object.text("using_rows") + ")" : "")
        + (object.has("check_rows") ? " WITH CHECK (" + object.text("check_rows") + ")" : "");
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP POLICY " + spelled(object));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    boolean loses =
        (from.has("using_rows") && !to.has("using_rows"))
            || (from.has("check_rows") && !to.has("check_rows"));
    if (change.touches("restrictive") || change.touches("command") || loses) {
      return Alteration.replace();
    }
    List<String> statements = new ArrayList<>();
    if (!change.onlyTouches(Extras.ATTRIBUTES)) {
      statements.add("ALTER POLICY " + spelled(to) + terms(to));
    }
    statements.addAll(EXTRAS.alter(change, spelled(to)));
    return Alteration.inPlace(statements);
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }

  private static String spelled(SchemaObject object) {
    return Spelling.name(object.id().name()) + " ON " + Spelling.table(object.id());
  }
}
