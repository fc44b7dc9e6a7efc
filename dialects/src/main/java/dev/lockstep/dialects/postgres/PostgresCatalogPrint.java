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
/// for each object. Where only DDL writes a row, the transaction that wrote it (`xmin`) stands for
/// it: marks are compared within one database, and one that was restored is worth a look. Where the
/// server writes by itself (statistics, files, hints) or a `REINDEX` gives new numbers, columns are
/// named.
///
/// *Source*: PostgreSQL's documentation, "System Catalogs", versions 12 to 18.
record PostgresCatalogPrint(int version) implements CatalogPrint {
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
      UNION ALL SELECT t.nspname, a.xmin::text
        FROM tables t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND t.relkind NOT IN ('S', 'i', 'I')
      UNION ALL SELECT h.nspname, row(k.conname, k.contype, k.conrelid, k.contypid,
        k.condeferrable, k.condeferred, k.convalidated, k.confrelid, k.confupdtype, k.confdeltype,
        k.confmatchtype, k.conislocal, k.coninhcount, k.connoinherit, k.conkey, k.confkey,
        k.conexclop, k.conbin%2$s)::text
        FROM pg_catalog.pg_constraint k JOIN here h ON h.oid = k.connamespace
    %3$s
      UNION ALL SELECT h.nspname, p.xmin::text
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
      UNION ALL SELECT h.nspname, s.xmin::text
        FROM pg_catalog.pg_statistic_ext s JOIN here h ON h.oid = s.stxnamespace
      UNION ALL SELECT h.nspname, row(c.collname, c.collprovider, c.collcollate, c.collctype)::text
        FROM pg_catalog.pg_collation c JOIN here h ON h.oid = c.collnamespace
      UNION ALL SELECT h.nspname, e.extname::text
        FROM pg_catalog.pg_extension e JOIN here h ON h.oid = e.extnamespace
      UNION ALL SELECT t.nspname, d.xmin::text FROM tables t JOIN pg_catalog.pg_description d
        ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_class'::regclass
    %4$s)
    SELECT r.nspname::text AS place,
      sum(pg_catalog.hashtextextended(r.line, 0))::text || '/' || count(*) AS mark
    FROM rows r GROUP BY r.nspname\
    """
        .formatted(
            places, version >= 18 ? ", k.conenforced, k.conperiod" : "", indexes(), ofTables());
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

  /// Catalogs whose rows belong to a table and are changed by DDL alone; restarting a sequence
  /// writes its row again as it was.
  private static String ofTables() {
    StringBuilder text = new StringBuilder();
    for (String[] part :
        new String[][] {
          {"pg_attrdef", "x.xmin", "adrelid", ""},
          {"pg_rewrite", "x.xmin", "ev_class", ""},
          {"pg_trigger", "x.xmin", "tgrelid", " WHERE NOT x.tgisinternal"},
          {"pg_policy", "x.xmin", "polrelid", ""},
          {"pg_sequence", "x", "seqrelid", ""},
          {"pg_inherits", "x.xmin", "inhrelid", " WHERE t.relkind NOT IN ('i', 'I')"},
          {"pg_partitioned_table", "x.xmin", "partrelid", ""},
          {"pg_foreign_table", "x.xmin", "ftrelid", ""}
        }) {
      text.append(
          "  UNION ALL SELECT t.nspname, %2$s::text FROM tables t JOIN pg_catalog.%1$s x ON x.%3$s = t.oid%4$s\n"
              .formatted((Object[]) part));
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
    return all ? words(statement.text()) : qualifiers(statement.text());
  }

  private static Set<String> words(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher name = WORD.matcher(text);
    while (name.find()) {
      names.add(
          name.group(1) == null
              ? name.group(2).toLowerCase(Locale.ROOT)
              : name.group(1).replace("\"\"", "\""));
    }
    return names;
  }

  /// Finds what stands before a dot. This is done for every statement of every deployment, so it
  /// looks at dots and not at words.
  private static Set<String> qualifiers(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (int dot = text.indexOf('.'); dot > 0; dot = text.indexOf('.', dot + 1)) {
      int end = dot;
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      boolean quoted = end > 0 && text.charAt(end - 1) == '"';
      int start = quoted ? openingQuote(text, end - 1) : end;
      while (!quoted && start > 0 && isPartOfName(text.charAt(start - 1))) {
        start--;
      }
      if (quoted && start >= 0) {
        names.add(text.substring(start + 1, end - 1).replace("\"\"", "\""));
      } else if (!quoted && start < end) {
        names.add(text.substring(start, end).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static int openingQuote(String text, int closing) {
    int at = text.lastIndexOf('"', closing - 1);
    while (at > 0 && text.charAt(at - 1) == '"') {
      at = text.lastIndexOf('"', at - 2);
    }
    return at;
  }

  private static boolean isPartOfName(char character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '$';
  }
}
