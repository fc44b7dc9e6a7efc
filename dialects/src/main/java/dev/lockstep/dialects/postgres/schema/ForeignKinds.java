package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Lists what belongs to data that lives elsewhere.
final class ForeignKinds {
  private ForeignKinds() {}

  static final PostgresKind WRAPPER =
      new Place(
          "foreign_data_wrapper",
          "pg_foreign_data_wrapper",
          """
          SELECT w.oid, ARRAY[w.fdwname] AS "path[]", 'CREATE FOREIGN DATA WRAPPER '
            || pg_catalog.quote_ident(w.fdwname)
            || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc ELSE '' END
            || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc
              ELSE '' END AS definition, %s, %s
          FROM pg_catalog.pg_foreign_data_wrapper w WHERE %s\
          """
              .formatted(
                  Catalogs.sorted("w.fdwoptions", "options"),
                  Catalogs.privileges("w.fdwacl", "F", "w.fdwowner"),
                  Catalogs.notOfExtension("pg_foreign_data_wrapper", "w.oid")),
          Extras.granted("FOREIGN DATA WRAPPER"));

  static final PostgresKind SERVER =
      new Place(
          "foreign_server",
          "pg_foreign_server",
          """
          SELECT s.oid, ARRAY[s.srvname] AS "path[]", 'CREATE SERVER '
            || pg_catalog.quote_ident(s.srvname)
            || coalesce(' TYPE ' || pg_catalog.quote_literal(s.srvtype), '')
            || coalesce(' VERSION ' || pg_catalog.quote_literal(s.srvversion), '')
            || ' FOREIGN DATA WRAPPER ' || (SELECT pg_catalog.quote_ident(w.fdwname)
              FROM pg_catalog.pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw)
            AS definition, %s, %s
          FROM pg_catalog.pg_foreign_server s WHERE %s\
          """
              .formatted(
                  Catalogs.sorted("s.srvoptions", "options"),
                  Catalogs.privileges("s.srvacl", "S", "s.srvowner"),
                  Catalogs.notOfExtension("pg_foreign_server", "s.oid")),
          new Extras("SERVER", "FOREIGN SERVER", List.of()));

  static final PostgresKind TABLE = new Table();

  /// Is where data lives, or how to get there; of its definition, only the options can change.
  ///
  /// @param text of the query
  private record Place(String name, String catalog, String text, Extras extras)
      implements PostgresKind {
    @Override
    public String query(int version) {
      return text;
    }

    @Override
    public List<String> create(SchemaObject object, DatabaseSchema desired) {
      List<String> statements = new ArrayList<>();
      statements.add(object.text("definition") + ForeignOptions.clause(object.texts("options")));
      statements.addAll(extras.create(object, Spelling.path(object.id()), desired));
      return statements;
    }

    @Override
    public List<String> drop(SchemaObject object, DatabaseSchema live) {
      return List.of("DROP " + spelled(object));
    }

    @Override
    public Alteration alter(Change change) {
      if (change.touches("definition")) {
        return Alteration.replace();
      }
      List<String> statements = new ArrayList<>(options(change, "ALTER " + spelled(change.to())));
      statements.addAll(extras.alter(change, Spelling.path(change.to().id())));
      return Alteration.inPlace(statements);
    }

    private String spelled(SchemaObject object) {
      return extras.type() + " " + Spelling.path(object.id());
    }
  }

  private static List<String> options(Change change, String alter) {
    return change.touches("options")
        ? List.of(
            alter
                + " "
                + ForeignOptions.alter(
                    change.from().texts("options"), change.to().texts("options")))
        : List.of();
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
        %s,
        (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "_columns[]",
        %s, %s
      FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE %s AND %s\
      """
          .formatted(
              Catalogs.sorted("f.ftoptions", "options"),
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
              + ForeignOptions.clause(object.texts("options")));
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
      if (change.touches("server")) {
        return Alteration.replace();
      }
      String spelled = Spelling.path(change.to().id());
      List<String> statements = new ArrayList<>(options(change, "ALTER FOREIGN TABLE " + spelled));
      statements.addAll(EXTRAS.alter(change, spelled));
      return Alteration.inPlace(statements);
    }
  }
}
