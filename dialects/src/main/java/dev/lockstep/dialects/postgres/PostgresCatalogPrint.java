package dev.lockstep.dialects.postgres;

import dev.lockstep.dialects.target.CatalogPrint;
import dev.lockstep.sql.SqlStatement;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marks what the schemas of a PostgreSQL database hold.
///
/// *Shape*: a sum of hashes of catalog rows for each schema, which needs no order and no round trip
/// for each object. Rows are taken whole where only DDL changes them, with the numbers of the
/// objects: marks are compared within one database, and one that was restored is worth a look.
/// Where the server writes by itself (statistics, files, hints) or a `REINDEX` gives new numbers,
/// columns are named.
///
/// *Source*: PostgreSQL's documentation, "System Catalogs", versions 12 to 18.
record PostgresCatalogPrint(int version) implements CatalogPrint {
  /// A name before a dot, plain or in quotes.
  private static final Pattern QUALIFIER =
      Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*))\\s*\\.");

  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)");

  private static final Pattern OF_ROWS = Pattern.compile("^(INSERT|UPDATE|DELETE|MERGE|COPY)\\b.*");

  @Override
  public String query(String places) {
    return """
    WITH here AS (
      SELECT n.oid, n.nspname, n.nspacl FROM pg_catalog.pg_namespace n
      WHERE n.nspname = current_schema() OR n.nspname::text COLLATE "C" IN (%1$s)),
    tables AS (
      SELECT h.nspname, c.* FROM pg_catalog.pg_class c JOIN here h ON h.oid = c.relnamespace
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid
        AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'e')),
    rows AS (
      SELECT nspname, row('schema', nspacl)::text AS line FROM here
      UNION ALL SELECT nspname, row(relname, relkind, relpersistence, relam, reltablespace,
        reloptions, relacl, relrowsecurity, relforcerowsecurity, relreplident, relispartition,
        relpartbound, reloftype)::text FROM tables
      UNION ALL SELECT t.nspname, row(t.relname, a.attname, a.attnum, a.atttypid, a.atttypmod,
        a.attnotnull, a.attidentity, a.attgenerated, a.attcollation, a.attstorage, a.attislocal,
        a.attinhcount, a.attacl, a.attoptions, a.attfdwoptions, a.attstattarget%2$s)::text
        FROM tables t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND t.relkind NOT IN ('S', 'i', 'I')
      UNION ALL SELECT h.nspname, row(k.conname, k.contype, k.conrelid, k.contypid,
        k.condeferrable, k.condeferred, k.convalidated, k.confrelid, k.confupdtype, k.confdeltype,
        k.confmatchtype, k.conislocal, k.coninhcount, k.connoinherit, k.conkey, k.confkey,
        k.conexclop, k.conbin%3$s)::text
        FROM pg_catalog.pg_constraint k JOIN here h ON h.oid = k.connamespace
    %4$s
      UNION ALL SELECT h.nspname, p::text
        FROM pg_catalog.pg_proc p JOIN here h ON h.oid = p.pronamespace
        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid
          AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'e')
      UNION ALL SELECT h.nspname, row(t, array(SELECT e::text FROM pg_catalog.pg_enum e
          WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
          array(SELECT r::text FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid))::text
        FROM pg_catalog.pg_type t JOIN here h ON h.oid = t.typnamespace
        WHERE t.typtype IN ('d', 'e', 'r')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = t.oid
            AND d.classid = 'pg_catalog.pg_type'::regclass AND d.deptype = 'e')
      UNION ALL SELECT h.nspname, s::text
        FROM pg_catalog.pg_statistic_ext s JOIN here h ON h.oid = s.stxnamespace
      UNION ALL SELECT h.nspname, row(c.collname, c.collprovider, c.collcollate, c.collctype)::text
        FROM pg_catalog.pg_collation c JOIN here h ON h.oid = c.collnamespace
      UNION ALL SELECT h.nspname, e.extname::text
        FROM pg_catalog.pg_extension e JOIN here h ON h.oid = e.extnamespace
      UNION ALL SELECT t.nspname, d::text FROM tables t JOIN pg_catalog.pg_description d
        ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_class'::regclass
    %5$s)
    SELECT r.nspname::text AS place,
      sum(pg_catalog.hashtextextended(r.line, 0))::text || '/' || count(*) AS mark
    FROM rows r GROUP BY r.nspname\
    """
        .formatted(
            places,
            version >= 14 ? ", a.attcompression" : "",
            version >= 18 ? ", k.conenforced, k.conperiod" : "",
            indexes(),
            ofTables());
  }

  /// Expressions are read back, as a `REINDEX` of an older server stores them anew.
  private String indexes() {
    return """
    UNION ALL SELECT t.nspname, row(t.relname, x.indrelid, x.indnatts, x.indnkeyatts,
      x.indisunique, x.indisprimary, x.indisexclusion, x.indimmediate, x.indisclustered,
      x.indisvalid, x.indisreplident, x.indkey, x.indcollation, x.indclass, x.indoption,
      pg_catalog.pg_get_expr(x.indexprs, x.indrelid),
      pg_catalog.pg_get_expr(x.indpred, x.indrelid)%s)::text
      FROM tables t JOIN pg_catalog.pg_index x ON x.indexrelid = t.oid\
    """
        .formatted(version >= 15 ? ", x.indnullsnotdistinct" : "");
  }

  /// Catalogs whose rows belong to a table and are changed by DDL alone.
  private static String ofTables() {
    StringBuilder text = new StringBuilder();
    for (String[] part :
        new String[][] {
          {"pg_attrdef", "adrelid", ""},
          {"pg_rewrite", "ev_class", ""},
          {"pg_trigger", "tgrelid", " WHERE NOT x.tgisinternal"},
          {"pg_policy", "polrelid", ""},
          {"pg_sequence", "seqrelid", ""},
          {"pg_inherits", "inhrelid", " WHERE t.relkind NOT IN ('i', 'I')"},
          {"pg_partitioned_table", "partrelid", ""},
          {"pg_foreign_table", "ftrelid", ""}
        }) {
      text.append("  UNION ALL SELECT t.nspname, x::text FROM tables t JOIN pg_catalog.")
          .append(part[0])
          .append(" x ON x.")
          .append(part[1])
          .append(" = t.oid")
          .append(part[2])
          .append('\n');
    }
    return text.toString();
  }

  /// A schema is named before a dot; all words count where a statement is about schemas or sets the
  /// search path. What is no schema does no harm.
  @Override
  public Set<String> places(SqlStatement statement) {
    String kind = statement.kind();
    if (OF_ROWS.matcher(kind).matches()) {
      return Set.of();
    }
    boolean all = kind.endsWith(" SCHEMA") || kind.startsWith("SET");
    Set<String> names = new LinkedHashSet<>();
    Matcher name = (all ? WORD : QUALIFIER).matcher(statement.text());
    while (name.find()) {
      names.add(
          name.group(1) == null
              ? name.group(2).toLowerCase(Locale.ROOT)
              : name.group(1).replace("\"\"", "\""));
    }
    return names;
  }
}
