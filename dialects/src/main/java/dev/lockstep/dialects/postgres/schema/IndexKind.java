package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Is an index that no constraint owns; those of partitions follow the one of their parent.
final class IndexKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("INDEX");

  @Override
  public String name() {
    return "index";
  }

  @Override
  public String catalog() {
    return "pg_class";
  }

  @Override
  public String query(int version) {
    return """
    SELECT i.oid, ARRAY[n.nspname, i.relname] AS "path[]",
      CASE c.relkind WHEN 'm' THEN 'materialized_view' ELSE 'table' END AS parent_kind,
      ARRAY[cn.nspname, c.relname] AS "parent[]",
      coalesce('CREATE ' || CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX '
        || pg_catalog.quote_ident(i.relname) || ' ON ' || pg_catalog.quote_ident(cn.nspname) || '.'
        || pg_catalog.quote_ident(c.relname) || ' USING btree (' || %s || ')',
        pg_catalog.pg_get_indexdef(i.oid)) AS definition,
      x.indisclustered AS clustered, x.indexprs IS NOT NULL OR x.indpred IS NOT NULL AS _computed, NOT x.indisvalid AS invalid,
      (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = i.reltablespace) AS tablespace,
      CASE WHEN x.indexprs IS NOT NULL THEN
        (SELECT array_agg(a.attnum || '=' || a.attstattarget ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.oid AND a.attstattarget >= 0) END
        AS "statistics[]",
      %s
    FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
    JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND (NOT i.relispartition OR %s)
      AND x.indislive AND %s AND %s
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
        WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))\
    """
        .formatted(
            plain(version),
            incomplete("i.oid"),
            isOfIncomplete("i.oid"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  /// Spells the columns of an index that has nothing unusual, as the server's `pg_get_indexdef`
  /// does: asking that for each index takes most of the time of reading a schema. Each index gets
  /// its columns by itself, for the server takes them to be few and would look at all of a join.
  private static String plain(int version) {
    return """
    CASE WHEN i.relkind = 'i' AND i.reloptions IS NULL%s
      AND i.relam = (SELECT m.oid FROM pg_catalog.pg_am m WHERE m.amname = 'btree')
      AND x.indexprs IS NULL AND x.indpred IS NULL AND x.indnatts = x.indnkeyatts
    THEN (SELECT string_agg(pg_catalog.quote_ident(a.attname)
        || CASE key.how WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
          WHEN 3 THEN ' DESC' ELSE '' END, ', ' ORDER BY key.place)
      FROM unnest(x.indkey::int2[], x.indclass::oid[], x.indcollation::oid[],
        x.indoption::int2[]) WITH ORDINALITY AS key (number, op, coll, how, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = key.number
      LEFT JOIN pg_catalog.pg_opclass o ON o.oid = key.op AND o.opcdefault AND o.opcintype IN
        (a.atttypid, CASE a.atttypid WHEN 'varchar'::regtype THEN 'text'::regtype END)
      HAVING count(o.oid) = count(*) AND bool_and(key.coll = a.attcollation)) END\
    """
        .formatted(version >= 15 ? " AND NOT x.indnullsnotdistinct" : "");
  }

  /// Tells whether an index belongs to one of a partitioned table that some partition lacks yet:
  /// only then it has to be named. `c` is its table.
  static String isOfIncomplete(String oid) {
    return """
    (c.relispartition AND EXISTS (SELECT FROM pg_catalog.pg_inherits up JOIN pg_catalog.pg_index whole
      ON whole.indexrelid = up.inhparent WHERE up.inhrelid = %s AND NOT whole.indisvalid))\
    """
        .formatted(oid);
  }

  /// Names an incomplete index that another one belongs to. `c` is its table.
  static String incomplete(String oid) {
    return """
    CASE WHEN c.relispartition THEN (SELECT ARRAY[un.nspname, u.relname]
      FROM pg_catalog.pg_inherits up JOIN pg_catalog.pg_index whole ON whole.indexrelid = up.inhparent
      JOIN pg_catalog.pg_class u ON u.oid = up.inhparent
      JOIN pg_catalog.pg_namespace un ON un.oid = u.relnamespace
      WHERE up.inhrelid = %s AND NOT whole.indisvalid) END AS "attached_to[]"\
    """
        .formatted(oid);
  }

  /// Writes what makes the index of a partition, or of its key, a part of an incomplete one.
  static List<String> attached(SchemaObject part) {
    List<String> own = List.of(part.id().path().getFirst(), part.id().name());
    return part.has("attached_to")
        ? List.of(
            "ALTER INDEX %s ATTACH PARTITION %s"
                .formatted(Spelling.path(part.texts("attached_to")), Spelling.path(own)))
        : List.of();
  }

  /// Nothing takes a part out of an incomplete index again.
  static boolean isTakenOut(Change change) {
    return change.touches("attached_to") && change.from().has("attached_to");
  }

  /// What belongs to the index of a partitioned table goes with that one, or with its partition.
  static List<ObjectId> tableAndWhole(SchemaObject part) {
    return Stream.concat(
            Stream.of(TableKind.of(part)),
            part.uses().stream()
                .filter(used -> used.kind().equals("index") || used.kind().equals("constraint")))
        .toList();
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    // PostgreSQL writes ONLY for every partitioned table; without it the partitions take part.
    statements.add(
        object.has("invalid")
            ? object.text("definition")
            : object.text("definition").replaceFirst(" ON ONLY ", " ON "));
    statements.addAll(KeyNames.create(object, desired));
    statements.addAll(further(object, desired));
    return statements;
  }

  @Override
  public List<String> createOnline(SchemaObject object, DatabaseSchema desired) {
    // One of a partitioned table that is meant to be incomplete is empty.
    boolean empty = object.has("invalid") && desired.get(TableKind.of(object)).has("partition_key");
    List<String> statements =
        new ArrayList<>(empty ? create(object, desired) : OnlineIndex.create(object, desired));
    statements.addAll(empty ? List.of() : further(object, desired));
    return statements;
  }

  private static List<String> further(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(attached(object));
    if (object.has("tablespace")) {
      statements.add(index(object, "SET TABLESPACE " + Spelling.name(object.text("tablespace"))));
    }
    statements.addAll(statistics(object, List.of()));
    if (object.has("clustered")) {
      statements.add(cluster(object));
    }
    statements.addAll(TableKind.replicaIdentityBy(object, desired));
    statements.addAll(EXTRAS.create(object, Spelling.path(object.id()), desired));
    return statements;
  }

  @Override
  public List<ObjectId> follows(SchemaObject object, DatabaseSchema desired) {
    return TableKind.keysOfParent(object, desired);
  }

  @Override
  public List<ObjectId> diesWith(SchemaObject object) {
    return tableAndWhole(object);
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    // A partition's key that belongs to it goes in no other way; what else uses it is gone by now.
    boolean holdsKey =
        live.users(object.id()).stream()
            .anyMatch(user ->
                user.kind().equals("constraint") && !user.text("type").equals("foreign key"));
    return List.of("DROP INDEX " + Spelling.path(object.id()) + (holdsKey ? " CASCADE" : ""));
  }

  /// That of a partitioned table knows no such way.
  @Override
  public List<String> dropOnline(SchemaObject object, DatabaseSchema live) {
    return live.get(TableKind.of(object)).has("partition_key")
        ? List.of()
        : List.of("DROP INDEX CONCURRENTLY " + Spelling.path(object.id()));
  }

  @Override
  public boolean canBeMissed(SchemaObject object) {
    return !object.text("definition").startsWith("CREATE UNIQUE ");
  }

  @Override
  public Alteration alter(Change change) {
    // One that was left half built is built again.
    if (change.touches("definition") || change.touches("invalid") || isTakenOut(change)) {
      return Alteration.replace();
    }
    SchemaObject to = change.to();
    List<String> statements = new ArrayList<>();
    if (change.touches("attached_to")) {
      statements.addAll(attached(to));
    }
    if (change.touches("tablespace")) {
      String space = to.has("tablespace") ? to.text("tablespace") : "pg_default";
      statements.add(index(to, "SET TABLESPACE " + Spelling.name(space)));
    }
    if (change.touches("statistics")) {
      statements.addAll(statistics(to, change.from().texts("statistics")));
    }
    if (change.touches("clustered") && to.has("clustered")) {
      statements.add(cluster(to));
    } else if (change.touches("clustered")
        && !TableKind.isClustered(TableKind.of(to), change.desired())) {
      statements.add("ALTER TABLE " + Spelling.path(TableKind.of(to)) + " SET WITHOUT CLUSTER");
    }
    statements.addAll(EXTRAS.alter(change, Spelling.path(to.id())));
    return Alteration.inPlace(statements);
  }

  /// An expression knows the type that it was made for.
  @Override
  public boolean blocksTypeChange(SchemaObject object, Change change) {
    String kind = change.to().kind();
    return kind.equals("collation") || (object.has("_computed") && TypeFamily.KINDS.contains(kind));
  }

  private static List<String> statistics(SchemaObject object, List<String> before) {
    List<String> statements = new ArrayList<>();
    for (String old : before) {
      String column = old.substring(0, old.indexOf('='));
      if (object.texts("statistics").stream().noneMatch(one -> one.startsWith(column + "="))) {
        statements.add(index(object, "ALTER COLUMN " + column + " SET STATISTICS -1"));
      }
    }
    for (String wanted : object.texts("statistics")) {
      if (!before.contains(wanted)) {
        int sign = wanted.indexOf('=');
        statements.add(
            index(
                object,
                "ALTER COLUMN "
                    + wanted.substring(0, sign)
                    + " SET STATISTICS "
                    + wanted.substring(sign + 1)));
      }
    }
    return statements;
  }

  private static String cluster(SchemaObject object) {
    String type =
        TableKind.of(object).kind().equals("materialized_view") ? "MATERIALIZED VIEW" : "TABLE";
    return "ALTER "
        + type
        + " "
        + Spelling.path(TableKind.of(object))
        + " CLUSTER ON "
        + Spelling.name(object.id().name());
  }

  private static String index(SchemaObject object, String action) {
    return "ALTER INDEX " + Spelling.path(object.id()) + " " + action;
  }
}
