package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Session;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.error.LockstepException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who holds Liquibase's lock row, and whether that holder can still be alive.
///
/// A live holder has a session in this database from before it took the lock. Where the server
/// shows that no such session exists, the holder is dead; otherwise nothing is claimed.
final class LockHolder {
  /// Begins every mark of Lockstep in the column LOCKEDBY.
  static final String MARK = "lockstep ";

  /// Stands for a holder that wrote no name.
  static final String UNKNOWN = "somebody unknown";

  private final Session session;
  private final HistoryTables tables;

  LockHolder(Session session, HistoryTables tables) {
    this.session = session;
    this.tables = tables;
  }

  Standing standing() {
    Optional<List<Row>> rows =
        session.queryIfPresent(
            "SELECT ID, LOCKED, LOCKGRANTED, LOCKEDBY FROM "
                + tables.lockReference()
                + " WHERE ID = 1");
    if (rows.isEmpty() || rows.get().isEmpty()) {
      return new Standing.Free(
          rows.isEmpty() ? Standing.LockRow.NO_TABLE : Standing.LockRow.NO_ROW);
    }
    Row row = rows.get().getFirst();
    if (!Boolean.TRUE.equals(row.truth("locked"))) {
      return new Standing.Free(Standing.LockRow.PRESENT);
    }
    String by = row.text("lockedby");
    String holder = by == null ? UNKNOWN : by;
    if (holder.startsWith(MARK)) {
      return new Standing.Dead(holder, "Lockstep's own fence is free, so that run is over");
    }
    return foreign(holder, row.time("lockgranted"));
  }

  private Standing foreign(String holder, @Nullable Instant since) {
    Optional<Long> older = count(olderPostgresSessions());
    if (older.isPresent()) {
      return older.get() == 0
          ? new Standing.Dead(holder, "no session in this database is old enough to be its holder")
          : new Standing.Unproven(
              holder,
              since,
              (older.get() == 1 ? "another session" : older.get() + " other sessions")
                  + " in this database could be its holder");
    }
    Optional<Long> privileged =
        count(
            "SELECT COUNT(*) AS found FROM information_schema.user_privileges"
                + " WHERE privilege_type = 'PROCESS'");
    if (privileged.orElse(0L) == 0) {
      return new Standing.Unproven(holder, since, "this login may not see other sessions");
    }
    Optional<Long> others =
        count(
            "SELECT COUNT(*) AS found FROM information_schema.processlist"
                + " WHERE id <> CONNECTION_ID() AND command <> 'Daemon'");
    if (others.isPresent() && others.get() == 0) {
      return new Standing.Dead(holder, "the server has no other session");
    }
    return new Standing.Unproven(
        holder, since, "the server has other sessions, and any of them could be its holder");
  }

  /// The holder wrote the time by its own zone, hence the generous day. Where a time is missing,
  /// the session may be the holder.
  private String olderPostgresSessions() {
    return "SELECT COUNT(*) AS found FROM pg_stat_activity WHERE datname = current_database()"
        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        + " AND COALESCE(backend_start <= (SELECT LOCKGRANTED FROM "
        + tables.lockReference()
        + " WHERE ID = 1) + INTERVAL '26 hours', true)";
  }

  private Optional<Long> count(String sql) {
    try {
      return session.queryIfPresent(sql).map(rows -> rows.getFirst().number("found"));
    } catch (LockstepException notAnswered) {
      // A server without such a view, or one that keeps it to itself, proves nothing.
      return Optional.empty();
    }
  }

  /// Says how the lock stands.
  sealed interface Standing {
    /// Nobody holds it.
    record Free(LockRow row) implements Standing {}

    /// Its holder is proven to be gone.
    record Dead(String by, String proof) implements Standing {}

    /// Somebody holds it who may be alive.
    record Unproven(String by, @Nullable Instant since, String doubt) implements Standing {}

    /// Says what there is of the lock table.
    enum LockRow {
      NO_TABLE,
      NO_ROW,
      PRESENT
    }
  }
}
