package dev.lockstep.runs;

import java.sql.Connection;
import java.sql.SQLException;

/// Is other work that is kept in rows, done once by one of the servers, and taken up again when
/// that one goes away.
public interface Chore {
  /// Does the work that an id names.
  ///
  /// *Errors*: what it throws has it done again some minutes later.
  void work(Runs runs, String id) throws SQLException;

  /// Hears of a run that is over, in the transaction that ends it.
  interface Ends {
    Ends NOBODY = (_, _, _) -> {};

    void over(Connection connection, long run, Later later) throws SQLException;
  }

  /// Keeps chores, in the transaction around the caller.
  interface Later {
    /// Keeps one, unless it is there.
    void schedule(String chore, String id, java.time.Instant at);
  }

  /// Is work in a transaction that keeps chores.
  interface Keeping<T> {
    T with(Connection connection, Later later) throws SQLException;
  }
}
