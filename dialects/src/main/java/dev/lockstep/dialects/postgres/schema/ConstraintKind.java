package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a constraint of a table: primary key, unique, foreign key, check, exclusion.
final class ConstraintKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("CONSTRAINT");
  private static final String NOT_VALID = " NOT VALID";

  /// A key over plain columns; names in quotes may hold anything.
  static final Pattern KEY =
      Pattern.compile(
          "(?<type>PRIMARY KEY|UNIQUE)(?<nulls> NULLS NOT DISTINCT)?"
              + " \\((?<columns>(?:\"(?:[^\"]|\"\")+\"|[a-z0-9_$, ])+)\\)"
              + "(?<include> INCLUDE \\((?:\"(?:[^\"]|\"\")+\"|[a-z0-9_$, ])+\\))?"
              + "(?<with> WITH \\([^()]*\\))?"
              + "(?<rest>(?: DEFERRABLE)?(?: INITIALLY DEFERRED)?)");

  /// Types of which each can be compared with each.
  private static final List<Pattern> NUMBERS_OR_TEXTS =
      List.of(
          Pattern.compile("smallint|integer|bigint|numeric.*"),
          Pattern.compile("text|character varying.*"));

  @Override
  public String name() {
    return "constraint";
  }

  @Override
  public String catalog() {
    return "pg_constraint";
  }

  @Override
  public String query(int version) {
    return """
    SELECT k.oid, ARRAY[n.nspname, c.relname, k.conname] AS "path[]",
      CASE c.relkind WHEN 'f' THEN 'foreign_table' ELSE 'table' END AS parent_kind,
      CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
        WHEN 'c' THEN 'check' ELSE 'exclusion' END AS type,
      pg_catalog.pg_get_constraintdef(k.oid) AS definition,
      ki.indisclustered AS clustered,
      CASE WHEN k.contype = 'f' THEN (SELECT ARRAY[rn.nspname, r.relname]
        FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        WHERE r.oid = k.confrelid) END AS "_references[]",
      ki.indexrelid IS NOT NULL AND NOT ki.indisvalid AS invalid,
      %s
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index ki ON ki.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
    WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
      AND ((k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0)) OR %s) AND %s AND %s\
    """
        .formatted(
            IndexKind.incomplete("ki.indexrelid"),
            IndexKind.isOfIncomplete("ki.indexrelid"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(List.of(add(object, object.text("definition"))));
    statements.addAll(further(object, desired));
    return statements;
  }

  private static String add(SchemaObject object, String definition) {
    String action = "ADD CONSTRAINT " + Spelling.name(object.id().name()) + " " + definition;
    return object.has("invalid")
        ? "ALTER TABLE ONLY " + Spelling.table(object.id()) + " " + action
        : TableKind.alter(object, action);
  }

  private static List<String> further(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(IndexKind.attached(object));
    statements.addAll(KeyNames.create(object, desired));
    if (object.has("clustered")) {
      statements.add(cluster(object));
    }
    statements.addAll(TableKind.replicaIdentityBy(object, desired));
    statements.addAll(EXTRAS.create(object, spelled(object)));
    return statements;
  }

  @Override
  public List<String> createOnline(SchemaObject object, DatabaseSchema desired) {
    List<String> statements =
        new ArrayList<>(
            switch (object.text("type")) {
              case "check" -> validatedLater(object);
              case "foreign key" ->
                  desired.majorVersion() < 18
                          && desired.get(TableKind.of(object)).has("partition_key")
                      ? List.<String>of()
                      : validatedLater(object);
              case "unique", "primary key" -> byIndex(object, desired);
              default -> List.<String>of();
            });
    if (!statements.isEmpty()) {
      statements.addAll(further(object, desired));
    }
    return statements;
  }

  /// New rows are held to it at once; those that are there are read under a lock that lets others
  /// write.
  private static List<String> validatedLater(SchemaObject object) {
    String definition = object.text("definition");
    return definition.endsWith(NOT_VALID) || definition.endsWith(" NOT ENFORCED")
        ? List.of()
        : List.of(
            add(object, definition + NOT_VALID),
            TableKind.alter(object, "VALIDATE CONSTRAINT " + Spelling.name(object.id().name())));
  }

  /// The index is built while others write; the constraint takes it over.
  private static List<String> byIndex(SchemaObject object, DatabaseSchema desired) {
    Matcher key = KEY.matcher(object.text("definition"));
    if (!key.matches()
        || object.has("invalid")
        || desired.get(TableKind.of(object)).has("partition_key")) {
      return List.of();
    }
    String name = Spelling.name(object.id().name());
    return List.of(
        "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (%s)%s%s%s"
            .formatted(
                name,
                Spelling.table(object.id()),
                key.group("columns"),
                orNothing(key.group("include")),
                orNothing(key.group("nulls")),
                orNothing(key.group("with"))),
        add(object, key.group("type") + " USING INDEX " + name + orNothing(key.group("rest"))));
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public List<ObjectId> follows(SchemaObject object, DatabaseSchema desired) {
    return TableKind.keysOfParent(object, desired);
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(TableKind.alter(object, "DROP CONSTRAINT " + Spelling.name(object.id().name())));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    List<String> statements = new ArrayList<>();
    if (change.touches("type") || change.touches("invalid") || IndexKind.isTakenOut(change)) {
      return Alteration.replace();
    }
    if (change.touches("definition")) {
      String before = change.from().text("definition");
      if (!before.equals(to.text("definition") + NOT_VALID)) {
        return Alteration.replace();
      }
      statements.add(TableKind.alter(to, "VALIDATE CONSTRAINT " + Spelling.name(to.id().name())));
    }
    if (change.touches("attached_to")) {
      statements.addAll(IndexKind.attached(to));
    }
    if (change.touches("clustered") && to.has("clustered")) {
      statements.add(cluster(to));
    } else if (change.touches("clustered")
        && !TableKind.isClustered(TableKind.of(to), change.desired())) {
      statements.add(TableKind.alter(to, "SET WITHOUT CLUSTER"));
    }
    statements.addAll(EXTRAS.alter(change, spelled(to)));
    return Alteration.inPlace(statements);
  }

  /// A foreign key stands in the way of dropping the key that it refers to.
  @Override
  public List<ObjectId> diesWith(SchemaObject object) {
    return object.text("type").equals("foreign key") ? List.of() : IndexKind.tableAndWhole(object);
  }

  /// Both sides of a foreign key change one after the other, and must fit in between. What compares
  /// values of a type that gets a successor compares none with those of the successor.
  @Override
  public boolean blocksTypeChange(SchemaObject object, Change change) {
    boolean successor = TypeFamily.KINDS.contains(change.to().kind());
    return switch (object.text("type")) {
      case "check", "exclusion" -> successor;
      case "foreign key" ->
          successor
              || NUMBERS_OR_TEXTS.stream()
                  .noneMatch(family ->
                      family.matcher(change.from().text("type")).matches()
                          && family.matcher(change.to().text("type")).matches());
      default -> false;
    };
  }

  private static String cluster(SchemaObject object) {
    return TableKind.alter(object, "CLUSTER ON " + Spelling.name(object.id().name()));
  }

  private static String spelled(SchemaObject object) {
    return Spelling.name(object.id().name()) + " ON " + Spelling.table(object.id());
  }
}
