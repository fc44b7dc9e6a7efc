package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Connects and reads a history table whole, which any tool must do before it can say that nothing
/// is missing.
///
/// @param historyTable the table read, which another tool has filled
public record RawRead(String historyTable) implements LibraryTool {
  @Override
  public String name() {
    return "raw JDBC: connect, read the history";
  }

  @Override
  public void deploy(ChangeHistory history, TestDatabase database) throws SQLException {
    int found = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + historyTable)) {
      while (rows.next()) {
        found += rows.getString(1) == null ? 0 : 1;
      }
    }
    if (found < history.changes()) {
      throw new IllegalStateException("only %d rows in %s".formatted(found, historyTable));
    }
  }
}
