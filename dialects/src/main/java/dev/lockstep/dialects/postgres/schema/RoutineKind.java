package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a function, a procedure or an aggregate.
///
/// @param letters of `prokind`, as a SQL list
/// @param type the keyword
record RoutineKind(String name, String letters, String type) implements PostgresKind {
  static final RoutineKind FUNCTION = new RoutineKind("function", "'f', 'w'", "FUNCTION");
  static final RoutineKind PROCEDURE = new RoutineKind("procedure", "'p'", "PROCEDURE");

  @Override
  public String catalog() {
    return "pg_proc";
  }

  /// The types of the arguments that a call gives, which no two routines of a name share.
  static final String SIGNATURE =
      """
      array_to_string(ARRAY(SELECT pg_catalog.format_type(t.type, NULL)
        FROM unnest(p.proargtypes) WITH ORDINALITY AS t (type, position) ORDER BY t.position), ', ')\
      """;

  @Override
  public String query(int version) {
    return """
    SELECT p.oid, ARRAY[n.nspname, p.proname, %s] AS "path[]",
      rtrim(pg_catalog.pg_get_functiondef(p.oid), E'\\n') AS definition,
      pg_catalog.pg_get_function_identity_arguments(p.oid) AS _identity,
      pg_catalog.pg_get_function_result(p.oid) AS _result,
      pg_catalog.pg_get_function_arguments(p.oid) AS _arguments,
      %s, %s
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind IN (%s) AND %s AND %s AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')\
    """
        .formatted(
            SIGNATURE,
            Catalogs.owner("p.proowner"),
            Catalogs.privileges("p.proacl", "f", "p.proowner"),
            letters,
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_proc", "p.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(List.of(object.text("definition")));
    statements.addAll(extras().create(object, spelled(object), desired));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP " + type + " " + spelled(object));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    List<String> statements = new ArrayList<>();
    if (change.touches("definition")) {
      // A default may come, but never go; names and the result stay.
      boolean same =
          from.text("_result").equals(to.text("_result"))
              && from.text("_identity").equals(to.text("_identity"))
              && (from.text("_arguments").equals(to.text("_arguments"))
                  || from.text("_arguments").equals(from.text("_identity")));
      if (!same) {
        return Alteration.replace();
      }
      statements.add(to.text("definition"));
    }
    statements.addAll(extras().alter(change, spelled(to)));
    return Alteration.inPlace(statements);
  }

  /// A body in standard SQL is bound to its columns; any other is text.
  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }

  @Override
  public List<String> calledBy(ObjectId id) {
    return id.path().subList(0, 2);
  }

  private Extras extras() {
    return Extras.granted(type).bornWith("PUBLIC=EXECUTE");
  }

  static String spelled(SchemaObject object) {
    return Spelling.path(object.id().path().subList(0, 2)) + "(" + object.text("_identity") + ")";
  }
}
