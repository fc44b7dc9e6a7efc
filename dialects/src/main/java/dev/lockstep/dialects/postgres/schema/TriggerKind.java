package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a trigger or a rule of a table or view.
///
/// @param type the keyword
/// @param text of the query, without what all queries have in common
record TriggerKind(String name, String catalog, String type, String text) implements PostgresKind {
  static final String ENABLED =
      """
      CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
        WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled\
      """;

  static final TriggerKind TRIGGER =
      new TriggerKind(
          "trigger",
          "pg_trigger",
          "TRIGGER",
          """
          SELECT g.oid, ARRAY[n.nspname, c.relname, g.tgname] AS "path[]",
            CASE c.relkind WHEN 'v' THEN 'view' WHEN 'f' THEN 'foreign_table' ELSE 'table' END
              AS parent_kind,
            pg_catalog.pg_get_triggerdef(g.oid) AS definition,
            CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
              WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled
          FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE NOT g.tgisinternal AND %s AND %s\
          """);

  static final TriggerKind RULE =
      new TriggerKind(
          "rule",
          "pg_rewrite",
          "RULE",
          """
          SELECT g.oid, ARRAY[n.nspname, c.relname, g.rulename] AS "path[]",
            CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS parent_kind,
            rtrim(pg_catalog.pg_get_ruledef(g.oid), ';') AS definition,
            CASE g.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
              WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled
          FROM pg_catalog.pg_rewrite g JOIN pg_catalog.pg_class c ON c.oid = g.ev_class
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE g.rulename <> '_RETURN' AND %s AND %s\
          """);

  @Override
  public String query(int version) {
    String query = text.formatted(Catalogs.ours("n"), Catalogs.notOfExtension("pg_class", "c.oid"));
    boolean copies = name.equals("trigger");
    return query + (copies && version >= 13 ? " AND g.tgparentid = 0" : "");
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(List.of(object.text("definition")));
    if (object.has("enabled")) {
      statements.add(enabled(object, type, desired));
    }
    statements.addAll(Extras.of(type).create(object, spelled(object)));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP " + type + " " + spelled(object));
  }

  @Override
  public Alteration alter(Change change) {
    if (change.touches("definition")) {
      return Alteration.replace();
    }
    List<String> statements = new ArrayList<>();
    if (change.touches("enabled")) {
      statements.add(enabled(change.to(), type, change.desired()));
    }
    statements.addAll(Extras.of(type).alter(change, spelled(change.to())));
    return Alteration.inPlace(statements);
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }

  /// Writes when it fires; for its own table alone, as each partition says so for itself.
  static String enabled(SchemaObject object, String type, DatabaseSchema within) {
    return enabled(object, object.has("enabled") ? object.text("enabled") : "ENABLE", type, within);
  }

  static String enabled(SchemaObject object, String how, String type, DatabaseSchema within) {
    boolean only = TableKind.passesOn(TableKind.of(object), within);
    return "ALTER TABLE "
        + (only ? "ONLY " : "")
        + Spelling.table(object.id())
        + " "
        + how
        + " "
        + type
        + " "
        + Spelling.name(object.id().name());
  }

  private static String spelled(SchemaObject object) {
    return Spelling.name(object.id().name()) + " ON " + Spelling.table(object.id());
  }
}
