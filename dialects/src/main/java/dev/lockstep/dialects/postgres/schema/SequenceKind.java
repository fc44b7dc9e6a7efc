package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Is a sequence that is not the inside of an identity column.
final class SequenceKind implements PostgresKind {
  /// Reads the options of a row `s` of `pg_sequence`.
  static final String OPTIONS =
      """
      ARRAY['START WITH ' || s.seqstart, 'INCREMENT BY ' || s.seqincrement,
        'MINVALUE ' || s.seqmin, 'MAXVALUE ' || s.seqmax, 'CACHE ' || s.seqcache,
        CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END]\
      """;

  private static final Extras EXTRAS = Extras.granted("SEQUENCE");

  @Override
  public String name() {
    return "sequence";
  }

  @Override
  public String catalog() {
    return "pg_class";
  }

  @Override
  public String query(int version) {
    return """
    SELECT c.oid, ARRAY[n.nspname, c.relname] AS "path[]",
      pg_catalog.format_type(s.seqtypid, NULL) AS type, %s AS "options[]",
      c.relpersistence = 'u' AS unlogged,
      (SELECT ARRAY[tn.nspname, t.relname, a.attname] FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
        JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a'
          AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0)
        AS "_owned_by[]",
      %s, %s
    FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE %s AND %s AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')\
    """
        .formatted(
            OPTIONS,
            Catalogs.owner("c.relowner"),
            Catalogs.privileges("c.relacl", "s", "c.relowner"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  /// Spells options, leaving out what a sequence of the type has anyway.
  static String spelled(List<String> options, String type) {
    String most =
        switch (type) {
          case "smallint" -> "32767";
          case "integer" -> "2147483647";
          default -> "9223372036854775807";
        };
    List<String> usual =
        List.of(
            "START WITH 1",
            "INCREMENT BY 1",
            "MINVALUE 1",
            "MAXVALUE " + most,
            "CACHE 1",
            "NO CYCLE");
    boolean downwards = options.stream().anyMatch(option -> option.startsWith("INCREMENT BY -"));
    // Without a start it begins at its minimum.
    boolean fromOne = options.contains("MINVALUE 1");
    return options.stream()
        .filter(option ->
            downwards
                ? !option.equals("NO CYCLE")
                : !usual.contains(option) || (option.startsWith("START WITH ") && !fromOne))
        .collect(Collectors.joining(" "));
  }

  /// Tells whether a sequence cannot count on: where it began lies beyond its new bounds, and so
  /// does what it has counted to since.
  static boolean mustRestart(List<String> before, List<String> after) {
    BigInteger start = number(before, "START WITH ");
    return start.compareTo(number(after, "MINVALUE ")) < 0
        || start.compareTo(number(after, "MAXVALUE ")) > 0;
  }

  private static BigInteger number(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .map(option -> new BigInteger(option.substring(name.length())))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(options + " without " + name));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String spelled = Spelling.path(object.id());
    String options = spelled(object.texts("options"), object.text("type"));
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE "
            + (object.has("unlogged") ? "UNLOGGED " : "")
            + "SEQUENCE "
            + spelled
            + (object.text("type").equals("bigint") ? "" : " AS " + object.text("type"))
            + (options.isEmpty() ? "" : " " + options));
    statements.addAll(EXTRAS.create(object, spelled, desired));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP SEQUENCE " + Spelling.path(object.id()));
  }

  @Override
  public List<ObjectId> diesWith(SchemaObject object) {
    return object.has("_owned_by")
        ? List.of(new ObjectId("column", object.texts("_owned_by")))
        : List.of();
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return Optional.of("how far " + object.id() + " has counted");
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    String spelled = Spelling.path(to.id());
    List<String> statements = new ArrayList<>();
    if (change.touches("type") || change.touches("options")) {
      statements.add(
          "ALTER SEQUENCE "
              + spelled
              + (change.touches("type") ? " AS " + to.text("type") : "")
              + " "
              + String.join(" ", to.texts("options"))
              + (mustRestart(change.from().texts("options"), to.texts("options"))
                  ? " RESTART"
                  : ""));
    }
    if (change.touches("unlogged")) {
      statements.add(
          "ALTER SEQUENCE " + spelled + " SET " + (to.has("unlogged") ? "UNLOGGED" : "LOGGED"));
    }
    statements.addAll(EXTRAS.alter(change, spelled));
    return Alteration.inPlace(statements);
  }
}
