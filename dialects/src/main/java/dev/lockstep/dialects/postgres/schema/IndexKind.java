package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

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
        || pg_catalog.quote_ident(c.relname) || ' USING btree (' || plain.keys || ')',
        pg_catalog.pg_get_indexdef(i.oid)) AS definition,
      x.indisclustered AS clustered, NOT x.indisvalid AS invalid,
      (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = i.reltablespace) AS tablespace,
      CASE WHEN x.indexprs IS NOT NULL THEN
        (SELECT array_agg(a.attnum || '=' || a.attstattarget ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.oid AND a.attstattarget >= 0) END
        AS "statistics[]"
    FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
    JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
    LEFT JOIN (%s) plain ON plain.indexrelid = i.oid
    WHERE c.relkind IN ('r', 'p', 'm') AND NOT i.relispartition AND x.indislive AND %s AND %s
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
        WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))\
    """
        .formatted(
            plain(version), Catalogs.ours("n"), Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  /// Spells the columns of an index that has nothing unusual, as the server's `pg_get_indexdef`
  /// does: asking that for each index takes most of the time of reading a schema.
  private static String plain(int version) {
    return """
    SELECT x.indexrelid, string_agg(pg_catalog.quote_ident(a.attname)
        || CASE key.how WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
          WHEN 3 THEN ' DESC' ELSE '' END, ', ' ORDER BY key.place) AS keys
    FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    CROSS JOIN LATERAL unnest(x.indkey::int2[], x.indclass::oid[], x.indcollation::oid[],
      x.indoption::int2[]) WITH ORDINALITY AS key (number, op, coll, how, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = key.number
    LEFT JOIN pg_catalog.pg_opclass o ON o.oid = key.op AND o.opcdefault
      AND o.opcintype IN (a.atttypid, CASE a.atttypid WHEN 'varchar'::regtype THEN 'text'::regtype END)
    WHERE x.indexrelid >= 16384 AND NOT x.indisprimary%s AND i.relkind = 'i' AND i.reloptions IS NULL
      AND i.relam = (SELECT m.oid FROM pg_catalog.pg_am m WHERE m.amname = 'btree')
      AND x.indexprs IS NULL AND x.indpred IS NULL AND x.indnatts = x.indnkeyatts
    GROUP BY x.indexrelid
    HAVING count(o.oid) = count(*) AND bool_and(key.coll = a.attcollation)\
    """
        .formatted(version >= 15 ? " AND NOT x.indnullsnotdistinct" : "");
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    // PostgreSQL writes ONLY for every partitioned table; without it the partitions take part.
    statements.add(object.text("definition").replaceFirst(" ON ONLY ", " ON "));
    statements.addAll(further(object, desired));
    return statements;
  }

  @Override
  public List<String> createOnline(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(OnlineIndex.create(object, desired));
    statements.addAll(further(object, desired));
    return statements;
  }

  private static List<String> further(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
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
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP INDEX " + Spelling.path(object.id()));
  }

  /// That of a partitioned table knows no such way.
  @Override
  public List<String> dropOnline(SchemaObject object, DatabaseSchema live) {
    return live.get(TableKind.of(object)).has("partition_key")
        ? List.of()
        : List.of("DROP INDEX CONCURRENTLY " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    // One that was left half built is built again.
    if (change.touches("definition") || change.touches("invalid")) {
      return Alteration.replace();
    }
    SchemaObject to = change.to();
    List<String> statements = new ArrayList<>();
    if (change.touches("tablespace")) {
      String space = to.has("tablespace") ? to.text("tablespace") : "pg_default";
      statements.add(index(to, "SET TABLESPACE " + Spelling.name(space)));
    }
    if (change.touches("statistics")) {
      statements.addAll(statistics(to, change.from().texts("statistics")));
    }
    if (change.touches("clustered")) {
      statements.add(
          to.has("clustered")
              ? cluster(to)
              : "ALTER TABLE " + Spelling.path(TableKind.of(to)) + " SET WITHOUT CLUSTER");
    }
    statements.addAll(EXTRAS.alter(change, Spelling.path(to.id())));
    return Alteration.inPlace(statements);
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
