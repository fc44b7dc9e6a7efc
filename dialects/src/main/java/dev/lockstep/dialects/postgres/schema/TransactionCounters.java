package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.Effect.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds what PostgreSQL has counted of a session's work: scans and rows by table, calls of trigger
/// functions, and WAL of the whole server.
///
/// *Source*: PostgreSQL's documentation, "Cumulative Statistics System".
///
/// @param tables scans from start to end, rows inserted, updated and deleted, by OID
/// @param functions calls by OID
/// @param walBytes since the server was made
record TransactionCounters(Map<Long, long[]> tables, Map<Long, Long> functions, long walBytes) {
  /// What is counted stays with the session until it is reported, some time after its transaction.
  enum Since {
    /// What the session has not reported yet; inside a transaction it reports nothing.
    BEGIN("pg_catalog.pg_stat_get_xact_%1$s(c.oid)"),
    /// That and what everybody has reported.
    EVER("(pg_catalog.pg_stat_get_%1$s(c.oid) + pg_catalog.pg_stat_get_xact_%1$s(c.oid))");

    private final String form;

    Since(String form) {
      this.form = form;
    }

    String of(String counter) {
      return form.formatted(counter);
    }
  }

  private static final List<String> COUNTED =
      List.of("numscans", "tuples_inserted", "tuples_updated", "tuples_deleted");

  static TransactionCounters read(Connection session, Since since) throws SQLException {
    Map<Long, long[]> tables = new HashMap<>();
    Map<Long, Long> functions = new HashMap<>();
    List<String> columns = COUNTED.stream().map(since::of).toList();
    try (Statement statement = session.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT c.oid, %s FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('r', 'm') AND %s > 0"
                  .formatted(String.join(", ", columns), String.join(" + ", columns)))) {
        while (rows.next()) {
          tables.put(
              rows.getLong(1),
              new long[] {rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)});
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT c.oid, %1$s FROM pg_catalog.pg_proc c WHERE c.oid >= 16384 AND c.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype AND %1$s > 0"
                  .formatted(since.of("function_calls")))) {
        while (rows.next()) {
          functions.put(rows.getLong(1), rows.getLong(2));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')")) {
        row.next();
        return new TransactionCounters(tables, functions, row.getLong(1));
      }
    }
  }

  /// Has a session report what it has counted, which it would else do some time later, perhaps
  /// while another one is looked at.
  static void report(Connection session, int version) throws SQLException {
    if (version >= 15) {
      try (Statement statement = session.createStatement()) {
        statement.execute("SELECT pg_catalog.pg_stat_force_next_flush()");
      }
    }
  }

  /// Leaves out all but some tables.
  TransactionCounters of(Set<Long> some) {
    Map<Long, long[]> these = new HashMap<>(tables);
    these.keySet().retainAll(some);
    return new TransactionCounters(these, functions, walBytes);
  }

  /// Returns what was counted after an earlier reading.
  TransactionCounters since(TransactionCounters before) {
    Map<Long, long[]> more = new HashMap<>();
    tables.forEach((oid, counts) -> {
      long[] then = before.tables.getOrDefault(oid, new long[COUNTED.size()]);
      long[] difference = new long[COUNTED.size()];
      for (int at = 0; at < difference.length; at++) {
        difference[at] = counts[at] - then[at];
      }
      more.put(oid, difference);
    });
    Map<Long, Long> called = new HashMap<>();
    functions.forEach((oid, calls) -> {
      if (calls > before.functions.getOrDefault(oid, 0L)) {
        called.put(oid, calls);
      }
    });
    return new TransactionCounters(more, called, walBytes - before.walBytes);
  }

  boolean scanned(long oid) {
    return tables.containsKey(oid) && tables.get(oid)[0] > 0;
  }

  Optional<Rows> rows(long oid, String name) {
    long[] counts = tables.getOrDefault(oid, new long[COUNTED.size()]);
    return counts[1] + counts[2] + counts[3] > 0
        ? Optional.of(new Rows(name, counts[1], counts[2], counts[3]))
        : Optional.empty();
  }

  /// Names the triggers that called the functions, as `name on table`, as far as can be told: of
  /// two triggers of a table with one function, both.
  List<String> triggers(Connection session) throws SQLException {
    List<String> triggers = new ArrayList<>();
    if (functions.isEmpty() || tables.isEmpty()) {
      return triggers;
    }
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT tgname || ' on ' || tgrelid::pg_catalog.regclass FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgfoid IN (%s) AND tgrelid IN (%s) ORDER BY 1"
                    .formatted(list(functions.keySet()), list(tables.keySet())))) {
      while (rows.next()) {
        triggers.add(rows.getString(1));
      }
    }
    return triggers;
  }

  private static String list(Iterable<Long> oids) {
    List<String> texts = new ArrayList<>();
    oids.forEach(oid -> texts.add(Long.toString(oid)));
    return texts.stream().collect(Collectors.joining(", "));
  }
}
