package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is an aggregate function, which PostgreSQL does not write down by itself.
final class AggregateKind implements PostgresKind {
  private static final Extras COMMENT = Extras.of("AGGREGATE");

  /// Nothing can be granted on an aggregate but as on a function.
  private static final Extras GRANT = Extras.granted("FUNCTION").bornWith("PUBLIC=EXECUTE");

  @Override
  public String name() {
    return "aggregate";
  }

  @Override
  public String catalog() {
    return "pg_proc";
  }

  @Override
  public String query(int version) {
    return """
    SELECT p.oid, ARRAY[n.nspname, p.proname, %s] AS "path[]",
      pg_catalog.pg_get_function_identity_arguments(p.oid) AS _identity,
      pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
      array_remove(ARRAY[
        'SFUNC = ' || %s,
        'STYPE = ' || pg_catalog.format_type(a.aggtranstype, NULL),
        CASE WHEN a.aggtransspace > 0 THEN 'SSPACE = ' || a.aggtransspace END,
        CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || %s END,
        CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
        CASE WHEN a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char"
          THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'
          WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
        CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || %s END,
        CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || %s END,
        CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || %s END,
        'INITCOND = ' || pg_catalog.quote_literal(a.agginitval),
        CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || %s END,
        CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || %s END,
        CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = '
          || pg_catalog.format_type(a.aggmtranstype, NULL) END,
        CASE WHEN a.aggmtransspace > 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
        CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || %s END,
        CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
        'MINITCOND = ' || pg_catalog.quote_literal(a.aggminitval),
        CASE WHEN a.aggsortop <> 0 THEN (SELECT 'SORTOP = OPERATOR('
          || pg_catalog.quote_ident(onsp.nspname) || '.' || o.oprname || ')'
          FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace onsp
          ON onsp.oid = o.oprnamespace WHERE o.oid = a.aggsortop) END,
        CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
        CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END], NULL) AS "options[]",
      %s, %s
    FROM pg_catalog.pg_aggregate a JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE %s AND %s\
    """
        .formatted(
            RoutineKind.SIGNATURE,
            routine("aggtransfn"),
            routine("aggfinalfn"),
            routine("aggcombinefn"),
            routine("aggserialfn"),
            routine("aggdeserialfn"),
            routine("aggmtransfn"),
            routine("aggminvtransfn"),
            routine("aggmfinalfn"),
            Catalogs.owner("p.proowner"),
            Catalogs.privileges("p.proacl", "f", "p.proowner"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_proc", "p.oid"));
  }

  private static String routine(String column) {
    return """
    (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.proname)
      FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
      WHERE f.oid = a.%s)\
    """
        .formatted(column);
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String arguments = object.text("arguments");
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE AGGREGATE "
            + Spelling.path(object.id().path().subList(0, 2))
            + "("
            + (arguments.isEmpty() ? "*" : arguments)
            + ") (\n  "
            + String.join(",\n  ", object.texts("options"))
            + "\n)");
    statements.addAll(COMMENT.create(object, spelled(object)));
    statements.addAll(GRANT.grant(object, spelledAsFunction(object), desired));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP AGGREGATE " + spelled(object));
  }

  @Override
  public Alteration alter(Change change) {
    if (!change.onlyTouches(Extras.ATTRIBUTES)) {
      return Alteration.replace();
    }
    List<String> statements = new ArrayList<>(COMMENT.alter(change, spelled(change.to())));
    statements.addAll(GRANT.regrant(change, spelledAsFunction(change.to())));
    return Alteration.inPlace(statements);
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }

  @Override
  public List<String> calledBy(ObjectId id) {
    return id.path().subList(0, 2);
  }

  private static String spelled(SchemaObject object) {
    String arguments = object.text("_identity");
    return Spelling.path(object.id().path().subList(0, 2))
        + "("
        + (arguments.isEmpty() ? "*" : arguments)
        + ")";
  }

  private static String spelledAsFunction(SchemaObject object) {
    return Spelling.path(object.id().path().subList(0, 2)) + "(" + object.id().name() + ")";
  }
}
