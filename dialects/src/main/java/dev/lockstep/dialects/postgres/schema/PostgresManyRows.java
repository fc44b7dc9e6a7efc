package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.ColumnFacts;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Fills a table of PostgreSQL with many made-up rows by one statement.
///
/// *Shape*: numbers, times, texts and the like are counted up and follow what the statistics say of
/// nulls, distinct values, widths and ranges. Keys that refer to another table go through its rows.
/// What is of another type, or has to fit a partition, is as in a row that is there already.
///
/// *Source*: PostgreSQL's documentation, "pg_stats". Of its values only the ends of the histograms
/// of numbers and times are read, and no most common value of any type.
final class PostgresManyRows {
  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
  private static final Set<String> BROKEN = Set.of("numeric", "real", "double precision");
  private static final Set<String> TIMES =
      Set.of("date", "timestamp without time zone", "timestamp with time zone");
  private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
  private static final int WIDEST = 4000;

  private final SchemaObject table;
  private final DatabaseSchema schema;
  private final long rows;
  private final Map<List<String>, ColumnFacts> facts;

  PostgresManyRows(
      SchemaObject table, DatabaseSchema schema, long rows, Map<List<String>, ColumnFacts> facts) {
    this.table = table;
    this.schema = schema;
    this.rows = rows;
    this.facts = facts;
  }

  /// Reads no more than the user may read the statistics of.
  static Map<List<String>, ColumnFacts> facts(Connection live) throws SQLException {
    Map<List<String>, ColumnFacts> facts = new HashMap<>();
    try (Statement statement = live.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT s.schemaname, s.tablename, s.attname, s.null_frac, s.n_distinct, s.avg_width,
                  CASE WHEN b.ranged THEN (s.histogram_bounds::text::text[])[1] END,
                  CASE WHEN b.ranged THEN (s.histogram_bounds::text::text[])
                    [array_length(s.histogram_bounds::text::text[], 1)] END
                FROM pg_catalog.pg_stats s
                JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
                JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
                CROSS JOIN LATERAL (SELECT a.atttypid IN ('int2'::regtype, 'int4'::regtype,
                  'int8'::regtype, 'numeric'::regtype, 'float4'::regtype, 'float8'::regtype,
                  'date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) AS ranged) b
                WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                ORDER BY s.inherited\
                """)) {
      while (row.next()) {
        facts.put(
            List.of(row.getString(1), row.getString(2), row.getString(3)),
            new ColumnFacts(
                row.getDouble(4),
                row.getDouble(5),
                row.getInt(6),
                finite(row.getString(7)),
                finite(row.getString(8))));
      }
    }
    return facts;
  }

  private static @Nullable String finite(@Nullable String value) {
    return value == null || value.contains("nfinity") || value.equals("NaN") ? null : value;
  }

  List<String> inserts() {
    return List.of(insert(true), insert(false));
  }

  /// @param following the statistics; else all columns that may be alike are as in the row there
  private String insert(boolean following) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    StringBuilder joins = new StringBuilder();
    Map<String, String> references = references(joins);
    Map<String, String> places = PartitionValues.of(table, schema, 1);
    for (SchemaObject column : schema.children(table.id(), "column")) {
      String name = Spelling.name(column.id().name());
      boolean distinct = PostgresSampleRows.isDistinct(table, name, schema);
      if (column.has("generated")) {
        continue;
      }
      String there = "s." + name;
      String value =
          references.containsKey(name)
              ? references.get(name)
              : places.containsKey(name) || !(following || distinct)
                  ? there
                  : counted(column, distinct).orElse(there);
      values.put(name, following && !distinct ? withNulls(column, value) : value);
    }
    String path = Spelling.path(table.id());
    return ("INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s"
            + " FROM generate_series(%d, %d) AS g(n) CROSS JOIN (SELECT * FROM %s LIMIT 1) AS s%s"
            + " ON CONFLICT DO NOTHING")
        .formatted(
            path,
            String.join(", ", values.keySet()),
            String.join(", ", values.values()),
            // the first ones are there
            PostgresSampleRows.ROWS + 1,
            rows,
            path,
            joins);
  }

  private ColumnFacts facts(SchemaObject column) {
    return facts.getOrDefault(column.id().path(), ColumnFacts.NONE);
  }

  private String withNulls(SchemaObject column, String value) {
    long thousandths = Math.round(facts(column).nulls() * 1000);
    return thousandths == 0 || column.has("not_null")
        ? value
        : "CASE WHEN g.n * 7919 %% 1000 < %d THEN NULL ELSE %s END".formatted(thousandths, value);
  }

  /// Joins the tables that foreign keys refer to, row by row; returns the values of their columns.
  private Map<String, String> references(StringBuilder joins) {
    Map<String, String> references = new HashMap<>();
    int number = 0;
    for (SchemaObject constraint : schema.children(table.id(), "constraint")) {
      Matcher key = PostgresSampleRows.FOREIGN_KEY.matcher(constraint.text("definition"));
      if (!key.find()) {
        continue;
      }
      List<String> own = List.of(key.group(1).split(", "));
      List<String> others = List.of(key.group(3).split(", "));
      String alias = "f" + number++;
      List<String> selected = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        selected.add("%s AS c%d".formatted(others.get(i), i));
        references.putIfAbsent(own.get(i), alias + ".c" + i);
      }
      joins.append(
          (" LEFT JOIN (SELECT %s, row_number() OVER () - 1 AS r FROM %s) AS %s"
                  + " ON %s.r = g.n %% (SELECT greatest(count(*), 1) FROM %s)")
              .formatted(String.join(", ", selected), key.group(2), alias, alias, key.group(2)));
    }
    return references;
  }

  /// Counts values of a type up; empty for a type that it does not know.
  private Optional<String> counted(SchemaObject column, boolean distinct) {
    String type = column.text("type");
    int open = type.indexOf('(');
    int close = type.indexOf(')');
    String plain = open < 0 ? type : type.substring(0, open) + type.substring(close + 1);
    ColumnFacts known = facts(column);
    long all = distinct ? rows : known.values(rows);
    String index = distinct ? "g.n" : "(g.n %% %d)".formatted(all);
    String value =
        WHOLE.contains(plain)
            ? distinct ? index : ranged(known, index, all, "numeric", "::bigint")
            : BROKEN.contains(plain)
                ? distinct ? index : ranged(known, index, all, "numeric", "")
                : TIMES.contains(plain)
                    ? time(known, index, all)
                    : TEXTS.contains(plain)
                        ? text(known, index, open < 0 ? WIDEST : length(type, open, close))
                        : other(plain, index);
    return value.isEmpty() ? Optional.empty() : Optional.of("(%s)::%s".formatted(value, type));
  }

  private static int length(String type, int open, int close) {
    return Math.min(WIDEST, Integer.parseInt(type.substring(open + 1, close)));
  }

  private static String ranged(
      ColumnFacts known, String index, long all, String type, String whole) {
    if (known.least() == null || known.most() == null) {
      return index;
    }
    String least = Spelling.literal(known.least()) + "::" + type;
    String most = Spelling.literal(known.most()) + "::" + type;
    return "(%s + (%s - %s) * %s / %d)%s".formatted(least, most, least, index, all, whole);
  }

  /// Of times all differ by a second where no range is known.
  private static String time(ColumnFacts known, String index, long all) {
    if (known.least() == null || known.most() == null) {
      return "timestamp '2001-02-03' + %s * interval '1 second'".formatted(index);
    }
    String least = Spelling.literal(known.least()) + "::timestamp";
    String most = Spelling.literal(known.most()) + "::timestamp";
    return "%s + (%s - %s) * (%s::float8 / %d)".formatted(least, most, least, index, all);
  }

  /// Makes texts of the mean width, of digits and letters from a to f.
  private static String text(ColumnFacts known, String index, int longest) {
    int width = Math.clamp(known.width() - 1, 1, longest);
    return "left(repeat(md5(%s::text), %d), %d)".formatted(index, width / 32 + 1, width);
  }

  private static String other(String type, String index) {
    return switch (type) {
      case "boolean" -> index + " % 2 = 0";
      case "uuid" -> "md5(" + index + "::text)";
      case "bytea" -> "decode(md5(" + index + "::text), 'hex')";
      case "json", "jsonb" -> "json_build_object('v', " + index + ")";
      default -> "";
    };
  }
}
