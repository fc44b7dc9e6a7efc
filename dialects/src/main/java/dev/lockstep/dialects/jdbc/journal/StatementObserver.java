package dev.lockstep.dialects.jdbc.journal;

import java.sql.SQLException;
import java.time.Duration;

/// Hears of every execution on a session's views, on the thread that executes.
///
/// *Shape*: each `before` is followed by one `after` or `failed`, with any number of `retrying`
/// between. A batch is one execution. `committed` and `rolledBack` tell the fate of everything
/// since the last of them, also of statements that commit by themselves; a commit that was withheld
/// is not told.
public interface StatementObserver {
  /// Hears nothing.
  StatementObserver SILENT = new StatementObserver() {};

  default void before(String sql, Commit commit) {}

  /// @param rows touched; -1 when the statement returned rows or does not count them
  default void after(long rows, long nanos) {}

  default void failed(SQLException failure, long nanos) {}

  /// A lock was not free in time; the statement runs again after the delay.
  default void retrying(SQLException failure, Duration delay) {}

  /// Comes just before a commit that reaches the database, inside its transaction: what is written
  /// now on the physical connection commits with it. It may commit at once, to spare a round trip;
  /// then the commit that follows has nothing to do.
  ///
  /// @param role who the session works as by now
  ///
  ///   *Errors*: what the commit itself failed with.
  default void committing(Role role) throws SQLException {}

  /// Comes just before a statement that itself commits the transaction: like [#committing(Role)],
  /// but the commit has to be left to that statement.
  default void committingByStatement(Role role) throws SQLException {}

  default void committed() {}

  default void rolledBack() {}

  /// Says what is known of the role that a session works as.
  enum Role {
    OWN,
    UNCERTAIN
  }

  /// Says how a statement's effect is committed.
  enum Commit {
    BY_ITSELF,
    WITH_ITS_TRANSACTION
  }
}
