package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
    if (TypeRebuild.isNeeded(change)) {
      return TypeRebuild.alteration(change);
    }
    SchemaObject to = change.to();
    String spelled = Spelling.path(to.id());
    List<String> statements = new ArrayList<>();
    List<String> actions = actions(change);
    if (!actions.isEmpty()) {
      boolean isTyped = change.live().ofKind("table").stream().anyMatch(table -> isOf(table, to));
      statements.add(
          "ALTER TYPE "
              + spelled
              + " "
              + actions.stream()
                  .map(action -> action + (isTyped ? " CASCADE" : ""))
                  .collect(Collectors.joining(", ")));
    }
    statements.addAll(EXTRAS.alter(change, spelled));
    if (change.touches("field_comments")) {
      statements.addAll(COMMENTS.statements(to, change.from().texts("field_comments")));
    }
    boolean drops = actions.stream().anyMatch(action -> action.startsWith("DROP "));
    return new Alteration.InPlace(
        statements, List.of(), CompositeFields.losses(change), List.of(), drops);
  }

  private static List<String> actions(Change change) {
    CompositeFields before = CompositeFields.of(change.from());
    CompositeFields after = CompositeFields.of(change.to());
    List<String> actions = new ArrayList<>();
    for (String name : before.names()) {
      if (!after.types().containsKey(name)) {
        actions.add("DROP ATTRIBUTE " + name);
      }
    }
    after
        .types()
        .forEach((name, type) -> {
          String old = before.types().get(name);
          if (old == null) {
            actions.add("ADD ATTRIBUTE " + name + " " + type);
          } else if (!old.equals(type)) {
            actions.add("ALTER ATTRIBUTE " + name + " TYPE " + type);
          }
        });
    return actions;
  }

  static boolean isOf(SchemaObject table, SchemaObject type) {
    return table.has("of_type") && table.uses().contains(type.id());
  }
}
