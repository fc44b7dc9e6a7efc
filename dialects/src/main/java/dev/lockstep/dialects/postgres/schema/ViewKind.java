package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a view, plain or materialized.
final class ViewKind implements PostgresKind {
  private static final ColumnComments COMMENTS = new ColumnComments("column_comments");

  /// How the values of single columns are kept and counted; plain views keep none.
  private static final String COLUMN_SETTINGS =
      """
      CASE c.relkind WHEN 'm' THEN (SELECT array_agg(s.setting ORDER BY s.setting)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        CROSS JOIN LATERAL (VALUES
          (CASE WHEN a.attstattarget >= 0 THEN pg_catalog.quote_ident(a.attname)
            || ' SET STATISTICS ' || a.attstattarget END),
          (CASE WHEN a.attstorage <> t.typstorage THEN pg_catalog.quote_ident(a.attname)
            || ' SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
              WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
          (CASE WHEN a.attoptions IS NOT NULL THEN pg_catalog.quote_ident(a.attname)
            || ' SET (' || array_to_string(a.attoptions, ', ') || ')' END)) AS s (setting)
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND s.setting IS NOT NULL) END AS "column_settings[]"\
      """;

  private final boolean materialized;
  private final Extras extras;

  private ViewKind(boolean materialized) {
    this.materialized = materialized;
    this.extras = new Extras(materialized ? "MATERIALIZED VIEW" : "VIEW", "TABLE", List.of());
  }

  static ViewKind plain() {
    return new ViewKind(false);
  }

  static ViewKind stored() {
    return new ViewKind(true);
  }

  @Override
  public String name() {
    return materialized ? "materialized_view" : "view";
  }

  @Override
  public String catalog() {
    return "pg_class";
  }

  @Override
  public String query(int version) {
    return """
    SELECT c.oid, ARRAY[n.nspname, c.relname] AS "path[]",
      rtrim(pg_catalog.pg_get_viewdef(c.oid), ';') AS definition,
      %s,
      (SELECT array_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod)
        || ' ' || a.attcollation ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "_columns[]",
      %s, %s,
      (SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap')
        AS access_method,
      (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = c.reltablespace) AS tablespace,
      c.relkind = 'm' AND NOT c.relispopulated AS _not_populated,
      %s, %s
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = '%s' AND %s AND %s\
    """
        .formatted(
            Catalogs.sorted("c.reloptions", "options"),
            COMMENTS.selected(),
            COLUMN_SETTINGS,
            Catalogs.owner("c.relowner"),
            Catalogs.privileges("c.relacl", "r", "c.relowner"),
            materialized ? "m" : "v",
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String spelled = Spelling.path(object.id());
    List<String> statements = new ArrayList<>();
    statements.add("CREATE " + body(object));
    object.texts("column_settings").forEach(setting -> statements.add(set(object, setting)));
    statements.addAll(extras.create(object, spelled, desired));
    statements.addAll(COMMENTS.statements(object, List.of()));
    return statements;
  }

  private String body(SchemaObject object) {
    return extras.type()
        + " "
        + Spelling.path(object.id())
        + (object.has("access_method")
            ? " USING " + Spelling.name(object.text("access_method"))
            : "")
        + (object.has("options") ? " WITH (" + Options.spelled(object.texts("options")) + ")" : "")
        + (object.has("tablespace")
            ? " TABLESPACE " + Spelling.name(object.text("tablespace"))
            : "")
        + " AS\n"
        + object.text("definition");
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP " + extras.type() + " " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    // One that goes leaves no trace of what was usual before.
    if (change.touches("access_method") || change.touches("tablespace") || !hasPlacesOf(to, from)) {
      return Alteration.replace();
    }
    List<String> statements = new ArrayList<>();
    if (change.touches("definition")) {
      List<String> before = from.texts("_columns");
      List<String> after = to.texts("_columns");
      boolean grows =
          after.size() >= before.size() && after.subList(0, before.size()).equals(before);
      if (materialized || !grows) {
        return Alteration.replace();
      }
      statements.add("CREATE OR REPLACE " + body(to));
    }
    if (change.touches("options")) {
      Options.alter(from.texts("options"), to.texts("options"))
          .forEach(action ->
              statements.add(
                  "ALTER " + extras.type() + " " + Spelling.path(to.id()) + " " + action));
    }
    to.texts("column_settings").stream()
        .filter(setting -> !from.texts("column_settings").contains(setting))
        .forEach(setting -> statements.add(set(to, setting)));
    statements.addAll(extras.alter(change, Spelling.path(to.id())));
    if (change.touches("column_comments")) {
      statements.addAll(COMMENTS.statements(to, from.texts("column_comments")));
    }
    return Alteration.inPlace(statements);
  }

  private static boolean hasPlacesOf(SchemaObject to, SchemaObject from) {
    List<String> places = to.texts("column_settings").stream().map(ViewKind::place).toList();
    return from.texts("column_settings").stream().map(ViewKind::place).allMatch(places::contains);
  }

  /// Returns what a setting is of, without its value; those in brackets stand for themselves.
  private static String place(String setting) {
    return setting.endsWith(")") ? setting : setting.substring(0, setting.lastIndexOf(' '));
  }

  private String set(SchemaObject object, String setting) {
    return "ALTER %s %s ALTER COLUMN %s"
        .formatted(extras.type(), Spelling.path(object.id()), setting);
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }
}
