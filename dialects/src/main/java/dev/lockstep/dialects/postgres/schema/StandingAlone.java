package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Is a table as it is without some of its parents: what it had of them has become its own.
///
/// *Source*: PostgreSQL's documentation, `ALTER TABLE`, "DETACH PARTITION" and "NO INHERIT"; the
/// parts keep their names.
///
/// @param table as it stands in the schema
/// @param keeps the parents that stay
record StandingAlone(SchemaObject table, List<ObjectId> keeps, DatabaseSchema within) {
  /// What a table has for itself, whatever its parents have.
  private static final Set<String> OWN =
      Stream.of(
              List.of(
                  "comment",
                  "privileges",
                  "identity",
                  "identity_options",
                  "_sequence",
                  "clustered"),
              ColumnSettings.ATTRIBUTES,
              NotNull.ATTRIBUTES)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final String NOT_NULL = "not null";

  /// Reads what a table has of its parents, three texts each: the type, the name, and how it is
  /// defined or, of what is not null, the column.
  static String taken(int version) {
    String notNull =
        version >= 18
            ? """
            SELECT 'not null' AS type, k.conname::text AS name, a.attname::text AS definition
            FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_attribute a
              ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
            WHERE k.conrelid = c.oid AND k.contype = 'n'\
            """
            : """
            SELECT 'not null' AS type, '' AS name, a.attname::text AS definition
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull\
            """;
    return """
    CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid) THEN ARRAY(
      SELECT unnest(ARRAY[part.type, part.name, part.definition]) FROM (
        %s
        UNION ALL SELECT CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique'
          WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' ELSE 'exclusion' END, k.conname,
          pg_catalog.pg_get_constraintdef(k.oid)
        FROM pg_catalog.pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')
          AND (k.conparentid <> 0 OR (NOT k.conislocal AND k.coninhcount > 0))
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint u
            WHERE u.oid = k.conparentid AND u.conrelid = k.conrelid)
        UNION ALL SELECT 'index', x.relname, pg_catalog.pg_get_indexdef(x.oid)
        FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND x.relispartition AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_constraint k
          WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
        ORDER BY 1, 2) part) END AS "_taken[]"\
    """
        .formatted(notNull);
  }

  private record Taken(String type, String name, String definition) {}

  /// Returns the parents of a table that its schema holds.
  static List<ObjectId> parents(SchemaObject table, DatabaseSchema within) {
    if (table.has("partition_of")) {
      return Stream.of(new ObjectId("table", table.texts("partition_of")))
          .filter(parent -> within.find(parent).isPresent())
          .toList();
    }
    List<String> spelled = table.texts("inherits");
    return spelled.isEmpty()
        ? List.of()
        : spelled.stream()
            .flatMap(parent ->
                within.ofKind("table").stream()
                    .map(SchemaObject::id)
                    .filter(id -> Spelling.path(id).equals(parent)))
            .toList();
  }

  private List<ObjectId> left() {
    return parents(table, within).stream().filter(parent -> !keeps.contains(parent)).toList();
  }

  /// Lists the columns that become the table's own.
  List<String> columns() {
    return table.texts("_columns").stream()
        .filter(name -> within.find(part("column", name)).isEmpty())
        .filter(name -> keeps.stream().noneMatch(parent -> columnOf(parent, name).isPresent()))
        .filter(name -> origin(name).isPresent())
        .toList();
  }

  /// Puts everything that becomes the table's own among objects.
  void into(Map<ObjectId, SchemaObject> objects) {
    for (SchemaObject part : parts()) {
      objects.put(part.id(), part);
      if (part.kind().equals("column")) {
        objects.remove(part(InheritedColumnKind.NAME, part.id().name()));
      }
    }
  }

  /// Lists everything that becomes the table's own, defaults in the place of those it has anyway.
  List<SchemaObject> parts() {
    List<SchemaObject> parts = new ArrayList<>();
    for (String name : columns()) {
      origin(name).ifPresent(origin -> parts.add(column(name, origin)));
      within
          .find(part("default", name))
          .or(() -> left().stream().flatMap(parent -> defaultOf(parent, name).stream()).findFirst())
          .ifPresent(value ->
              parts.add(
                  new SchemaObject(
                      part("default", name),
                      part("column", name),
                      value.attributes(),
                      uses(value))));
    }
    for (Taken one : taken()) {
      if (one.type().equals("index")) {
        parts.add(index(one));
      } else if (!one.type().equals(NOT_NULL) && !isKept(one)) {
        parts.add(constraint(one));
      }
    }
    return parts;
  }

  private ObjectId part(String kind, String name) {
    return part(kind, table.id(), name);
  }

  static ObjectId part(String kind, ObjectId table, String name) {
    return new ObjectId(kind, List.of(table.path().get(0), table.path().get(1), name));
  }

  private Optional<SchemaObject> origin(String name) {
    return left().stream().flatMap(parent -> columnOf(parent, name).stream()).findFirst();
  }

  private Optional<SchemaObject> columnOf(ObjectId parent, String name) {
    return above(parent).flatMap(at -> within.find(part("column", at, name)).stream()).findFirst();
  }

  private Optional<SchemaObject> defaultOf(ObjectId parent, String name) {
    return above(parent).flatMap(at -> within.find(part("default", at, name)).stream()).findFirst();
  }

  /// Returns a table, its parents, theirs and so on.
  private Stream<ObjectId> above(ObjectId table) {
    return Stream.concat(
        Stream.of(table),
        within.find(table).stream()
            .flatMap(found -> parents(found, within).stream())
            .flatMap(this::above));
  }

  private SchemaObject column(String name, SchemaObject origin) {
    SortedMap<String, List<String>> attributes = shared(origin);
    within
        .find(part(InheritedColumnKind.NAME, name))
        .ifPresent(own -> attributes.putAll(own.attributes()));
    attributes.keySet().removeAll(List.of("_origin", "not_null_name", "_not_null_name"));
    List<Taken> notNull =
        taken().stream()
            .filter(one -> one.type().equals(NOT_NULL) && one.definition().equals(name))
            .toList();
    if (origin.has("not_null") || !notNull.isEmpty()) {
      attributes.put("not_null", List.of("true"));
    }
    String usual = table.id().name() + "_" + name + "_not_null";
    notNull.stream()
        .map(Taken::name)
        .filter(given -> !given.isEmpty() && !given.equals(usual))
        .forEach(given ->
            attributes.put(
                (NotNull.isUsual(usual, given) ? "_" : "") + "not_null_name", List.of(given)));
    return new SchemaObject(part("column", name), table.id(), attributes, uses(origin));
  }

  private SchemaObject constraint(Taken one) {
    Optional<SchemaObject> origin =
        left().stream()
            .flatMap(this::above)
            .flatMap(parent -> within.children(parent, "constraint").stream())
            .filter(other -> other.text("definition").equals(one.definition()))
            .findFirst();
    SortedMap<String, List<String>> attributes =
        origin.map(StandingAlone::shared).orElseGet(TreeMap::new);
    attributes.put("type", List.of(one.type()));
    attributes.put("definition", List.of(one.definition()));
    return new SchemaObject(
        part("constraint", one.name()),
        table.id(),
        attributes,
        origin.map(this::uses).orElse(List.of()));
  }

  private SchemaObject index(Taken one) {
    Optional<SchemaObject> origin =
        left().stream()
            .flatMap(this::above)
            .flatMap(parent -> within.children(parent, "index").stream())
            .filter(other -> indexed(other.text("definition")).equals(indexed(one.definition())))
            .findFirst();
    SortedMap<String, List<String>> attributes =
        origin.map(StandingAlone::shared).orElseGet(TreeMap::new);
    attributes.remove("invalid");
    attributes.put("definition", List.of(one.definition()));
    return new SchemaObject(
        new ObjectId("index", List.of(table.id().path().getFirst(), one.name())),
        table.id(),
        attributes,
        origin.map(this::uses).orElse(List.of()));
  }

  /// Returns what an index is made of, whatever its name and its table.
  static String indexed(String definition) {
    return (definition.startsWith("CREATE UNIQUE ") ? "unique " : "")
        + definition.substring(Math.max(0, definition.indexOf(" USING ")));
  }

  private boolean isKept(Taken constraint) {
    return keeps.stream()
        .flatMap(this::above)
        .anyMatch(parent -> within.find(part("constraint", parent, constraint.name())).isPresent());
  }

  private static SortedMap<String, List<String>> shared(SchemaObject origin) {
    SortedMap<String, List<String>> attributes = new TreeMap<>(origin.attributes());
    attributes.keySet().removeAll(OWN);
    return attributes;
  }

  /// Returns what something of an ancestor uses, with this table's columns for the ancestor's.
  private List<ObjectId> uses(SchemaObject origin) {
    List<String> ancestor = origin.id().path().subList(0, 2);
    List<String> parent = origin.kind().equals("index") ? TableKind.of(origin).path() : ancestor;
    return origin.uses().stream()
        .map(used ->
            used.kind().equals("column") && used.path().subList(0, 2).equals(parent)
                ? part("column", used.name())
                : used)
        .toList();
  }

  /// Returns what a table calls its part of an index of its parent.
  static Optional<String> partOf(String definition, SchemaObject table) {
    return taken(table).stream()
        .filter(one -> one.type().equals("index"))
        .filter(one -> indexed(one.definition()).equals(indexed(definition)))
        .map(Taken::name)
        .findFirst();
  }

  private List<Taken> taken() {
    return taken(table);
  }

  private static List<Taken> taken(SchemaObject table) {
    List<String> texts = table.texts("_taken");
    List<Taken> taken = new ArrayList<>();
    for (int at = 0; at + 2 < texts.size(); at += 3) {
      taken.add(new Taken(texts.get(at), texts.get(at + 1), SettledText.of(texts.get(at + 2))));
    }
    return taken;
  }
}
