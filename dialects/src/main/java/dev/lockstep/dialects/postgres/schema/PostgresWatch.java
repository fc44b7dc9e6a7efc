package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.schema.SchemaDialect.Seen;
import dev.lockstep.dialects.schema.SchemaDialect.Sender;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Effect.Blocks;
import dev.lockstep.plan.Effect.Index;
import dev.lockstep.plan.Effect.Lock;
import dev.lockstep.plan.Effect.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// Asks PostgreSQL itself what a statement does: inside its transaction, which locks it took, which
/// files are new, and which tables it has read from start to end. A statement that runs outside
/// transactions is made to wait for another session, which looks at its locks meanwhile.
///
/// *Shape*: names as `regclass` writes them: with a schema where the search path does not lead
/// there. Triggers are seen where `track_functions` is `pl` or `all`.
///
/// *Source*: PostgreSQL's documentation, "Explicit Locking", `pg_locks`, "Cumulative Statistics".
final class PostgresWatch implements SchemaDialect.Watch {
  private static final String RELATIONS =
      """
      SELECT c.oid, c.relfilenode, c.reltablespace, c.oid::pg_catalog.regclass::text, c.relkind,
        coalesce(i.indrelid, 0), pg_catalog.pg_relation_size(c.oid)
      FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm', 'i', 'I')
        AND c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace\
      """;

  private static final String LOCKED =
      """
      SELECT l.relation, l.mode FROM pg_catalog.pg_locks l
      WHERE l.locktype = 'relation' AND l.relation >= 16384 AND l.pid =\
      """;

  private static final String ONLY_LOCKED =
      """
       AND c.oid IN (SELECT l.relation FROM pg_catalog.pg_locks l
        WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid())\
      """;

  private static final String WAITS =
      "SELECT count(*) > 0 FROM pg_catalog.pg_locks WHERE NOT granted AND pid = ";

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

  /// What PostgreSQL runs outside transactions only, or what may itself end them.
  private static final Pattern ALONE =
      Pattern.compile(
          "(?is)^(CREATE (UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|DO\\b).*");

  private final Connection connection;
  private final Map<Long, Relation> known;

  /// Indexes that are new, or took over the file of an earlier one.
  private final Set<Long> fresh = new HashSet<>();

  /// Is a table or an index.
  ///
  /// @param of the table of an index; 0 for a table
  /// @param bytes without what is kept elsewhere
  private record Relation(
      long oid, long file, long tablespace, String name, String kind, long of, long bytes) {
    boolean isTable() {
      return of == 0;
    }
  }

  /// @param connection sees what is there before all statements: what one of them creates, nobody
  ///   uses yet
  PostgresWatch(Connection connection) throws SQLException {
    this.connection = connection;
    this.known = relations(connection, "");
  }

  @Override
  public Seen run(String sql) throws SQLException {
    if (ALONE.matcher(sql).matches()) {
      execute(sql);
      knowIndexes(connection);
      return seen(Effect.NONE);
    }
    connection.setAutoCommit(false);
    try {
      Seen seen = inTransaction(connection, sql, this::execute);
      connection.commit();
      return seen;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  @Override
  public Seen run(Connection session, String sql, Sender sender) throws SQLException {
    return session.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE
        ? alone(session, sql, sender)
        : inTransaction(session, sql, sender);
  }

  private Seen inTransaction(Connection session, String sql, Sender sender) throws SQLException {
    Map<Long, Set<Integer>> held = locks(session, "pg_catalog.pg_backend_pid()");
    TransactionCounters before = TransactionCounters.read(session, TransactionCounters.Since.BEGIN);
    sender.send(sql);
    Map<Long, Set<Integer>> taken = locks(session, "pg_catalog.pg_backend_pid()");
    held.forEach((oid, modes) -> taken.getOrDefault(oid, new HashSet<>()).removeAll(modes));
    TransactionCounters after = TransactionCounters.read(session, TransactionCounters.Since.BEGIN);
    return seen(effect(session, taken, relations(session, ONLY_LOCKED), after.since(before)));
  }

  /// A statement that waits for other sessions, or keeps them waiting, waits for ours.
  private Seen alone(Connection session, String sql, Sender sender) throws SQLException {
    List<Relation> mentioned = mentioned(sql);
    List<String> tables = mentioned.stream().map(Relation::name).toList();
    int version = session.getMetaData().getDatabaseMajorVersion();
    TransactionCounters.report(connection, version);
    TransactionCounters.report(session, version);
    TransactionCounters before = TransactionCounters.read(session, TransactionCounters.Since.EVER);
    Optional<Map<Long, Set<Integer>>> taken = Optional.empty();
    if (tables.isEmpty()) {
      sender.send(sql);
    } else {
      int pid = session.unwrap(BaseConnection.class).getBackendPID();
      try (Obstacle obstacle = new Obstacle(connection, tables, () -> whenWaiting(pid))) {
        sender.send(sql);
        taken = obstacle.seen();
      }
    }
    // One that waits between two transactions of its own holds nothing at that moment.
    if (taken.filter(locks -> !locks.isEmpty()).isEmpty()) {
      knowIndexes(session);
      return new Seen(Optional.empty(), Optional.empty());
    }
    TransactionCounters after = TransactionCounters.read(session, TransactionCounters.Since.EVER);
    // Sessions that have ended report late, so only what the statement can be about counts.
    Set<Long> possible = mentioned.stream().map(Relation::oid).collect(Collectors.toSet());
    return seen(
        effect(session, taken.get(), relations(session, ""), after.since(before).of(possible)));
  }

  private Optional<Map<Long, Set<Integer>>> whenWaiting(int pid) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(WAITS + pid)) {
      return row.next() && row.getBoolean(1)
          ? Optional.of(locks(connection, Integer.toString(pid)))
          : Optional.empty();
    }
  }

  /// Lists the tables that a text may be about, by their names and those of their indexes.
  private List<Relation> mentioned(String sql) {
    return known.values().stream()
        .filter(relation ->
            known.values().stream()
                .anyMatch(one ->
                    (one.oid() == relation.oid() || one.of() == relation.oid())
                        && sql.contains(one.name().substring(one.name().lastIndexOf('.') + 1))))
        .filter(relation -> List.of("r", "p").contains(relation.kind()))
        .toList();
  }

  private static Seen seen(Effect effect) {
    return new Seen(Optional.of(effect), Optional.empty());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<Long, Relation> relations(Connection session, String condition)
      throws SQLException {
    Map<Long, Relation> relations = new HashMap<>();
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(RELATIONS + condition)) {
      while (rows.next()) {
        long oid = rows.getLong(1);
        relations.put(
            oid,
            new Relation(
                oid,
                rows.getLong(2),
                rows.getLong(3),
                rows.getString(4),
                rows.getString(5),
                rows.getLong(6),
                rows.getLong(7)));
      }
    }
    return relations;
  }

  private static Map<Long, Set<Integer>> locks(Connection session, String pid) throws SQLException {
    Map<Long, Set<Integer>> locks = new HashMap<>();
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(LOCKED + " " + pid)) {
      while (rows.next()) {
        locks
            .computeIfAbsent(rows.getLong(1), _ -> new HashSet<>())
            .add(MODES.indexOf(rows.getString(2)));
      }
    }
    return locks;
  }

  private Effect effect(
      Connection session,
      Map<Long, Set<Integer>> taken,
      Map<Long, Relation> now,
      TransactionCounters counted)
      throws SQLException {
    List<Lock> locks = new ArrayList<>();
    List<String> rewrites = new ArrayList<>();
    List<String> scans = new ArrayList<>();
    List<Rows> rows = new ArrayList<>();
    for (Relation relation : List.copyOf(known.values())) {
      int mode =
          taken.getOrDefault(relation.oid(), Set.of()).stream().max(Integer::compare).orElse(0);
      if (relation.isTable() && mode > 0) {
        locks.add(new Lock(relation.name(), words(mode), blocks(mode)));
      }
      Relation here = now.get(relation.oid());
      if (here != null && isRewritten(relation, here, now)) {
        rewrites.add(relation.name());
      } else if (relation.isTable()
          && counted.scanned(relation.oid())
          && (here == null || here.file() == relation.file())) {
        scans.add(relation.name());
      }
      counted.rows(relation.oid(), relation.name()).ifPresent(rows::add);
    }
    List<Index> indexes = indexes(now, rewrites);
    // Before 15 counters come late; nothing builds an index without reading its table.
    indexes.stream()
        .map(Index::table)
        .filter(table -> !scans.contains(table))
        .distinct()
        .forEach(scans::add);
    now.forEach((oid, here) -> known.computeIfPresent(oid, (_, before) -> renewed(before, here)));
    locks.sort((one, other) -> one.table().compareTo(other.table()));
    indexes.sort((one, other) -> one.name().compareTo(other.name()));
    rows.sort((one, other) -> one.table().compareTo(other.table()));
    return new Effect(
        locks,
        rewrites.stream().sorted().toList(),
        scans.stream().sorted().toList(),
        new Effect.Work(indexes, rows, counted.triggers(session), counted.walBytes()));
  }

  /// Lists what was built: new indexes, unless they took over the file of an earlier one, and those
  /// that were written anew without their table.
  private List<Index> indexes(Map<Long, Relation> now, List<String> rewrites) {
    List<Index> indexes = new ArrayList<>();
    Set<Long> files = known.values().stream().map(Relation::file).collect(Collectors.toSet());
    for (Relation here : now.values()) {
      Relation table = known.get(here.of());
      Relation before = known.get(here.oid());
      if (table == null) {
        continue;
      }
      boolean built =
          before == null
              ? fresh.add(here.oid()) && !files.contains(here.file())
              : rewrites.contains(before.name());
      if (built && !rewrites.contains(table.name())) {
        indexes.add(new Index(before == null ? here.name() : before.name(), table.name()));
      }
    }
    return indexes;
  }

  /// What a statement built that nobody looked at, the next one did not build.
  private void knowIndexes(Connection session) throws SQLException {
    indexes(relations(session, ""), List.of());
  }

  /// Goes by the name that everybody knows, however a statement calls it from now on.
  private static Relation renewed(Relation before, Relation here) {
    return new Relation(
        before.oid(),
        here.file(),
        here.tablespace(),
        before.name(),
        before.kind(),
        before.of(),
        here.bytes());
  }

  /// A table that was emptied has a new file too, and its indexes; nothing is written for that.
  private boolean isRewritten(Relation before, Relation here, Map<Long, Relation> now) {
    Relation table = before.isTable() ? before : known.getOrDefault(before.of(), before);
    Relation tableNow = now.getOrDefault(table.oid(), table);
    return before.file() != here.file() && (tableNow.bytes() > 0 || table.bytes() == 0);
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
