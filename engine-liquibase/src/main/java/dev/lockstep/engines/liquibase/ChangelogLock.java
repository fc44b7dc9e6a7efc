package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Session;
import dev.lockstep.engines.liquibase.LockHolder.Standing;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineLock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds the row of Liquibase's lock table, so that a plain Liquibase stays out.
final class ChangelogLock implements EngineLock {
  private static final int LONGEST_MARK = 255;
  private static final int ATTEMPTS = 2;

  private final Session session;
  private final HistoryTables tables;
  private final String mark;
  private String takenOver = "";

  private ChangelogLock(Session session, HistoryTables tables, String mark) {
    this.session = session;
    this.tables = tables;
    this.mark = mark;
  }

  /// Takes the row, over a dead holder if need be; creates the lock table when it is missing.
  ///
  /// *Errors*: `DEPLOYMENT_RUNNING` naming a holder that may be alive.
  static ChangelogLock take(Session session, HistoryTables tables, String holder) {
    String mark = LockHolder.MARK + holder + " on " + host();
    mark = mark.length() > LONGEST_MARK ? mark.substring(0, LONGEST_MARK) : mark;
    ChangelogLock lock = new ChangelogLock(session, tables, mark);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Standing standing = new LockHolder(session, tables).standing();
      if (lock.take(standing)) {
        return lock;
      }
    }
    throw new LockstepException(
        ErrorCode.DEPLOYMENT_RUNNING,
        "Somebody took Liquibase's lock at the same moment.",
        "Run the command again.");
  }

  private boolean take(Standing standing) {
    return switch (standing) {
      case Standing.Free free -> {
        prepare(free.row());
        yield grab("LOCKED = ?", false);
      }
      case Standing.Dead dead -> {
        boolean taken = grab("COALESCE(LOCKEDBY, ?) = ?", LockHolder.UNKNOWN, dead.by());
        if (taken) {
          takenOver =
              "Liquibase's lock was taken over from " + dead.by() + ": " + dead.proof() + ".";
        }
        yield taken;
      }
      case Standing.Unproven alive -> throw running(alive);
    };
  }

  private void prepare(Standing.LockRow row) {
    if (row == Standing.LockRow.NO_TABLE) {
      tables.createLock().forEach(statement -> session.update(statement));
    }
    if (row != Standing.LockRow.PRESENT) {
      tables.fillLock().forEach(statement -> session.update(statement));
    }
  }

  private boolean grab(String condition, Object... expected) {
    List<Object> values = new ArrayList<>(List.of(true, mark));
    values.addAll(List.of(expected));
    return session.update(
            "UPDATE "
                + tables.lockReference()
                + " SET LOCKED = ?, LOCKEDBY = ?, LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND "
                + condition,
            values.toArray())
        > 0;
  }

  @Override
  public Optional<String> takenOver() {
    return takenOver.isEmpty() ? Optional.empty() : Optional.of(takenOver);
  }

  @Override
  public void close() {
    try {
      session.update(
          "UPDATE "
              + tables.lockReference()
              + " SET LOCKED = ?, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1 AND LOCKEDBY ="
              + " ?",
          false,
          mark);
    } catch (LockstepException failure) {
      if (failure.code() != ErrorCode.DATABASE_UNREACHABLE) {
        throw failure;
      }
      // Without a connection the row stays, and the next run takes it over. What the run itself
      // has to tell must not be lost over that.
    }
  }

  private static LockstepException running(Standing.Unproven alive) {
    String since =
        alive.since() == null ? "" : " since " + alive.since().truncatedTo(ChronoUnit.SECONDS);
    return new LockstepException(
        ErrorCode.DEPLOYMENT_RUNNING,
        "Liquibase run by "
            + alive.by()
            + " holds the lock of this database"
            + since
            + ", and cannot be proven dead: "
            + alive.doubt()
            + ".",
        "Wait until it ends. If it is dead, end the other sessions and run 'lockstep repair', or"
            + " free the lock with 'liquibase release-locks'.");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }
}
