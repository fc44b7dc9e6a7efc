package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Are the names that a partition gives to keys and indexes of its parent, where PostgreSQL would
/// have given others.
///
/// *Shape*: three texts each: what the parent calls it, what the partition does, and what
/// PostgreSQL would.
///
/// *Source*: PostgreSQL 18, `ChooseIndexName` and `makeObjectName`.
final class KeyNames {
  static final String ATTRIBUTE = "key_names";

  /// Selects them for a table `c`.
  static final String SELECTED =
      """
      CASE WHEN c.relispartition THEN (
        SELECT array_agg(one ORDER BY named.whole, place)
        FROM (SELECT spelled.whole, spelled.own,
            left(c.relname, spelled.first)
              || CASE WHEN spelled.columns <> '' THEN '_' || left(spelled.columns, spelled.second)
                ELSE '' END || '_' || spelled.label AS usual
          FROM (SELECT parts.*, least(length(c.relname), greatest(
                parts.room - length(parts.columns), (parts.room + 1) / 2)) AS first,
              parts.room - least(length(c.relname), greatest(
                parts.room - length(parts.columns), (parts.room + 1) / 2)) AS second
            FROM (SELECT keys.*, 62 - length(keys.label)
                - CASE WHEN keys.columns = '' THEN 0 ELSE 1 END AS room
              FROM (SELECT w.relname::text AS whole, x.relname::text AS own,
                  CASE WHEN i.indisprimary THEN '' ELSE (SELECT string_agg(a.attname, '_'
                    ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.oid) END
                    AS columns,
                  CASE WHEN i.indisprimary THEN 'pkey' WHEN k.contype = 'u' THEN 'key'
                    WHEN k.contype = 'x' THEN 'excl' ELSE 'idx' END AS label
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                JOIN pg_catalog.pg_inherits h ON h.inhrelid = x.oid
                JOIN pg_catalog.pg_class w ON w.oid = h.inhparent
                JOIN pg_catalog.pg_index wi ON wi.indexrelid = w.oid AND wi.indisvalid
                LEFT JOIN pg_catalog.pg_constraint k
                  ON k.conindid = x.oid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')
                WHERE i.indrelid = c.oid) keys) parts) spelled) named,
          unnest(ARRAY[named.whole, named.own, named.usual]) WITH ORDINALITY each (one, place)
        WHERE NOT (starts_with(named.own, named.usual)
            AND substr(named.own, length(named.usual) + 1) ~ '^[0-9]*$')
          AND NOT (length(named.usual) > 60 AND starts_with(named.own, left(named.usual, 25)))) END
        AS "key_names[]"\
      """;

  private KeyNames() {}

  private record Name(String whole, String own, String usual) {}

  private static Map<String, Name> of(SchemaObject table) {
    List<String> texts = table.texts(ATTRIBUTE);
    Map<String, Name> names = new LinkedHashMap<>();
    for (int at = 0; at + 2 < texts.size(); at += 3) {
      names.put(texts.get(at), new Name(texts.get(at), texts.get(at + 1), texts.get(at + 2)));
    }
    return names;
  }

  /// Tells whether a partition gave a name itself.
  static boolean isNamed(SchemaObject partition, String name) {
    return of(partition).values().stream().anyMatch(one -> one.own().equals(name));
  }

  /// Writes what a partition calls otherwise from now on, of what its parent had before and keeps.
  static List<String> alter(Change change) {
    Map<String, Name> before = of(change.from());
    Map<String, Name> after = of(change.to());
    ObjectId parent = new ObjectId("table", change.to().texts("partition_of"));
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .filter(whole -> has(change.live(), parent, whole) && has(change.desired(), parent, whole))
        .map(whole ->
            renamed(
                change.to().id(),
                before.containsKey(whole)
                    ? Objects.requireNonNull(before.get(whole)).own()
                    : Objects.requireNonNull(after.get(whole)).usual(),
                after.containsKey(whole)
                    ? Objects.requireNonNull(after.get(whole)).own()
                    : Objects.requireNonNull(before.get(whole)).usual()))
        .toList();
  }

  private static boolean has(DatabaseSchema schema, ObjectId table, String key) {
    return schema.children(table).stream()
        .filter(child -> child.kind().equals("index") || child.kind().equals("constraint"))
        .anyMatch(child -> child.id().name().equals(key));
  }

  /// Writes what partitions call a new key or index of their parent.
  static List<String> create(SchemaObject key, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    for (SchemaObject partition : desired.users(TableKind.of(key))) {
      Name name = partition.has(ATTRIBUTE) ? of(partition).get(key.id().name()) : null;
      if (name != null) {
        statements.add(renamed(partition.id(), name.usual(), name.own()));
      }
    }
    return statements;
  }

  /// A constraint bears the name of its index.
  static String renamed(ObjectId partition, String from, String to) {
    return "ALTER INDEX "
        + Spelling.path(List.of(partition.path().getFirst(), from))
        + " RENAME TO "
        + Spelling.name(to);
  }
}
