package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a composite type.
final class CompositeKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.granted("TYPE").bornWith("PUBLIC=USAGE");

  private static final ColumnComments COMMENTS = new ColumnComments("field_comments");

  @Override
  public String name() {
    return "composite";
  }

  @Override
  public String catalog() {
    return "pg_type";
  }

  @Override
  public String query(int version) {
    return """
    SELECT t.oid, ARRAY[n.nspname, t.typname] AS "path[]",
      (SELECT array_agg(pg_catalog.quote_ident(a.attname) || ' '
          || pg_catalog.format_type(a.atttypid, a.atttypmod)
          || CASE WHEN a.attcollation <> at.typcollation THEN (SELECT ' COLLATE '
            || pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn
            ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) ELSE '' END
        ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type at ON at.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "fields[]",
      %s,
      %s, %s
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE %s AND %s\
    """
        .formatted(
            COMMENTS.selected(),
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
        "CREATE TYPE " + spelled + " AS (" + String.join(", ", object.texts("fields")) + ")");
    statements.addAll(EXTRAS.create(object, spelled, desired));
    statements.addAll(COMMENTS.statements(object, List.of()));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP TYPE " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    String spelled = Spelling.path(to.id());
    List<String> statements = new ArrayList<>();
    if (change.touches("fields")) {
      List<String> actions = new ArrayList<>();
      List<String> before = change.from().texts("fields");
      List<String> after = to.texts("fields");
      List<String> afterNames = after.stream().map(Spelling::leadingName).toList();
      List<String> beforeNames = before.stream().map(Spelling::leadingName).toList();
      List<String> kept = beforeNames.stream().filter(afterNames::contains).toList();
      if (!afterNames.subList(0, Math.min(kept.size(), afterNames.size())).equals(kept)) {
        return new Alteration.InPlace(
            TypeRebuild.statements(change, "TYPE", create(to, change.desired())), true);
      }
      for (String name : beforeNames) {
        if (!afterNames.contains(name)) {
          actions.add("DROP ATTRIBUTE " + name);
        }
      }
      for (String field : after) {
        String name = Spelling.leadingName(field);
        if (!beforeNames.contains(name)) {
          actions.add("ADD ATTRIBUTE " + field);
        } else if (!before.contains(field)) {
          actions.add("ALTER ATTRIBUTE " + name + " TYPE " + field.substring(name.length() + 1));
        }
      }
      statements.add("ALTER TYPE " + spelled + " " + String.join(", ", actions));
    }
    statements.addAll(EXTRAS.alter(change, spelled));
    if (change.touches("field_comments")) {
      statements.addAll(COMMENTS.statements(to, change.from().texts("field_comments")));
    }
    return Alteration.inPlace(statements);
  }
}
