package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Lists what belongs to data that lives elsewhere.
final class ForeignKinds {
  private ForeignKinds() {}

  static final PostgresKind WRAPPER =
      new DefinedKind(
          "foreign_data_wrapper",
          "pg_foreign_data_wrapper",
          _ ->
              """
              SELECT w.oid, ARRAY[w.fdwname] AS "path[]", 'CREATE FOREIGN DATA WRAPPER '
                || pg_catalog.quote_ident(w.fdwname)
                || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc ELSE '' END
                || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc
                  ELSE '' END || %s AS definition, %s
              FROM pg_catalog.pg_foreign_data_wrapper w WHERE %s\
              """
                  .formatted(
                      options("w.fdwoptions"),
                      Catalogs.privileges("w.fdwacl", "F", "w.fdwowner"),
                      Catalogs.notOfExtension("pg_foreign_data_wrapper", "w.oid")),
          Extras.granted("FOREIGN DATA WRAPPER"),
          object -> Spelling.path(object.id()));

  static final PostgresKind SERVER =
      new DefinedKind(
          "foreign_server",
          "pg_foreign_server",
          _ ->
              """
              SELECT s.oid, ARRAY[s.srvname] AS "path[]", 'CREATE SERVER '
                || pg_catalog.quote_ident(s.srvname)
                || coalesce(' TYPE ' || pg_catalog.quote_literal(s.srvtype), '')
                || coalesce(' VERSION ' || pg_catalog.quote_literal(s.srvversion), '')
                || ' FOREIGN DATA WRAPPER ' || (SELECT pg_catalog.quote_ident(w.fdwname)
                  FROM pg_catalog.pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw)
                || %s AS definition, %s
              FROM pg_catalog.pg_foreign_server s WHERE %s\
              """
                  .formatted(
                      options("s.srvoptions"),
                      Catalogs.privileges("s.srvacl", "S", "s.srvowner"),
                      Catalogs.notOfExtension("pg_foreign_server", "s.oid")),
          new Extras("SERVER", "FOREIGN SERVER", List.of()),
          object -> Spelling.path(object.id()));

  static final PostgresKind TABLE = new Table();

  private static String options(String options) {
    return """
    coalesce(' OPTIONS (' || (SELECT string_agg(pg_catalog.quote_ident(o.option_name) || ' '
      || pg_catalog.quote_literal(o.option_value), ', ' ORDER BY o.option_name)
      FROM pg_catalog.pg_options_to_table(%s) o) || ')', '')\
    """
        .formatted(options);
  }

  /// Is a table of a foreign server.
  private static final class Table implements PostgresKind {
    private static final Extras EXTRAS = new Extras("FOREIGN TABLE", "TABLE", List.of());

    @Override
    public String name() {
      return "foreign_table";
    }

    @Override
    public String catalog() {
      return "pg_class";
    }

    @Override
    public String query(int version) {
      return """
      SELECT c.oid, ARRAY[n.nspname, c.relname] AS "path[]",
        (SELECT s.srvname FROM pg_catalog.pg_foreign_server s WHERE s.oid = f.ftserver) AS server,
        %s AS options,
        (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "_columns[]",
        %s, %s
      FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE %s AND %s\
      """
          .formatted(
              options("f.ftoptions"),
              Catalogs.owner("c.relowner"),
              Catalogs.privileges("c.relacl", "r", "c.relowner"),
              Catalogs.ours("n"),
              Catalogs.notOfExtension("pg_class", "c.oid"));
    }

    @Override
    public List<String> create(SchemaObject object, DatabaseSchema desired) {
      String spelled = Spelling.path(object.id());
      List<SchemaObject> columns = TableKind.columns(object, desired);
      List<String> lines =
          columns.stream().map(column -> ColumnKind.definition(column, desired)).toList();
      List<String> statements = new ArrayList<>();
      statements.add(
          "CREATE FOREIGN TABLE "
              + spelled
              + " ("
              + String.join(", ", lines)
              + ") SERVER "
              + Spelling.name(object.text("server"))
              + object.text("options"));
      statements.addAll(EXTRAS.create(object, spelled, desired));
      columns.forEach(column -> statements.addAll(ColumnKind.extras(column, desired)));
      return statements;
    }

    @Override
    public List<String> drop(SchemaObject object, DatabaseSchema live) {
      return List.of("DROP FOREIGN TABLE " + Spelling.path(object.id()));
    }

    @Override
    public Alteration alter(Change change) {
      return change.onlyTouches(Extras.ATTRIBUTES)
          ? Alteration.inPlace(EXTRAS.alter(change, Spelling.path(change.to().id())))
          : Alteration.replace();
    }
  }
}
