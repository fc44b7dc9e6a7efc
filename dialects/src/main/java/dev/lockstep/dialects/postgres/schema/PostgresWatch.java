package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.schema.SchemaDialect.Seen;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Effect.Blocks;
import dev.lockstep.plan.Effect.Lock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Asks PostgreSQL itself what a statement does: inside its transaction, which locks it holds,
/// which files are new, and which tables it has read from start to end.
///
/// *Source*: PostgreSQL's documentation, "Explicit Locking", `pg_locks`, "Cumulative Statistics".
final class PostgresWatch implements SchemaDialect.Watch {
  private static final String FILES =
      """
      SELECT c.oid, c.relfilenode, c.oid::pg_catalog.regclass::text, c.relkind IN ('r', 'p', 'm')
      FROM pg_catalog.pg_class c
      WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm', 'i', 'I')
        AND c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace\
      """;

  /// What is counted here stays until it is reported, some time after its transaction.
  private static final String SCANNED =
      """
      SELECT c.oid, pg_catalog.pg_stat_get_xact_numscans(c.oid) FROM pg_catalog.pg_class c
      WHERE c.oid >= 16384 AND c.relkind IN ('r', 'm')
        AND pg_catalog.pg_stat_get_xact_numscans(c.oid) > 0\
      """;

  private static final String LOCKED =
      """
      SELECT l.relation, l.mode, c.relfilenode, pg_catalog.pg_stat_get_xact_numscans(l.relation)
      FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
      WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid()
        AND l.relation >= 16384\
      """;

  /// From the weakest to the strongest.
  private static final List<String> MODES =
      List.of(
          "AccessShareLock",
          "RowShareLock",
          "RowExclusiveLock",
          "ShareUpdateExclusiveLock",
          "ShareLock",
          "ShareRowExclusiveLock",
          "ExclusiveLock",
          "AccessExclusiveLock");

  private static final int FIRST_THAT_BLOCKS_WRITERS = MODES.indexOf("ShareLock");

  /// What PostgreSQL runs outside transactions only, where its locks cannot be looked at.
  private static final Pattern ALONE =
      Pattern.compile(
          "(?is)^(CREATE (UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|DO\\b).*");

  private final Connection connection;
  private final Map<Long, Known> before = new HashMap<>();

  /// Is a relation that was there before all statements: what one of them creates, nobody uses yet.
  ///
  /// @param table rather than an index
  private record Known(long file, String name, boolean table) {}

  PostgresWatch(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FILES)) {
      while (rows.next()) {
        before.put(
            rows.getLong(1), new Known(rows.getLong(2), rows.getString(3), rows.getBoolean(4)));
      }
    }
  }

  @Override
  public Seen run(String sql) throws SQLException {
    if (ALONE.matcher(sql).matches()) {
      execute(sql);
      return seen(Effect.NONE);
    }
    connection.setAutoCommit(false);
    try {
      Map<Long, Long> scanned = scanned();
      execute(sql);
      Effect effect = effect(scanned);
      connection.commit();
      return seen(effect);
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static Seen seen(Effect effect) {
    return new Seen(Optional.of(effect), Optional.empty());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Map<Long, Long> scanned() throws SQLException {
    Map<Long, Long> scanned = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SCANNED)) {
      while (rows.next()) {
        scanned.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return scanned;
  }

  private Effect effect(Map<Long, Long> scanned) throws SQLException {
    Map<String, Integer> locks = new HashMap<>();
    List<String> rewrites = new ArrayList<>();
    List<String> scans = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LOCKED)) {
      while (rows.next()) {
        long oid = rows.getLong(1);
        Known known = before.get(oid);
        if (known == null) {
          continue;
        }
        long file = rows.getLong(3);
        boolean gone = rows.wasNull();
        if (known.table()) {
          locks.merge(known.name(), MODES.indexOf(rows.getString(2)), Math::max);
        }
        if (!gone && file != known.file()) {
          before.put(oid, new Known(file, known.name(), known.table()));
          rewrites.add(known.name());
        } else if (known.table()
            && rows.getLong(4) > scanned.getOrDefault(oid, 0L)
            && !scans.contains(known.name())) {
          scans.add(known.name());
        }
      }
    }
    scans.removeAll(rewrites);
    return new Effect(
        locks.entrySet().stream()
            .filter(lock -> lock.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(lock -> new Lock(lock.getKey(), words(lock.getValue()), blocks(lock.getValue())))
            .toList(),
        rewrites.stream().sorted().toList(),
        scans.stream().sorted().toList());
  }

  /// Writes `AccessExclusiveLock` as the documentation does: `ACCESS EXCLUSIVE`.
  private static String words(int mode) {
    return MODES
        .get(mode)
        .replaceFirst("Lock$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toUpperCase(Locale.ROOT);
  }

  private static Blocks blocks(int mode) {
    if (mode == MODES.size() - 1) {
      return Blocks.EVERYBODY;
    }
    return mode >= FIRST_THAT_BLOCKS_WRITERS ? Blocks.WRITERS : Blocks.NOBODY;
  }
}
