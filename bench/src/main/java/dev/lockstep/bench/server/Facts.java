package dev.lockstep.bench.server;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Looks into a database to see whether a contender did its work.
public final class Facts {
  private Facts() {}

  /// Throws unless the history's tables, and only as many, are there.
  ///
  /// @param historyTable must hold at least a row for each change
  public static void require(TestDatabase database, int changes, String historyTable)
      throws SQLException {
    try (Connection connection = database.connect()) {
      long tables =
          count(
              connection,
              "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename ~ ?",
              "^t_[0-9]{5}$");
      long rows = count(connection, "SELECT count(*) FROM " + historyTable + " WHERE ? <> ''", "x");
      if (tables != changes || rows < changes) {
        throw new IllegalStateException(
            "wanted %d tables (last %s) and history rows, found %d and %d"
                .formatted(changes, ChangeHistory.table(changes), tables, rows));
      }
    }
  }

  private static long count(Connection connection, String sql, String argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
