package dev.lockstep.dialects.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Sends one statement after the other, for products that are local or whose driver cannot do
/// better.
public final class PlainPipeline implements Pipeline {
  private final Connection connection;

  public PlainPipeline(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Sent send(List<Part> parts) {
    List<Long> rows = new ArrayList<>(parts.size());
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (Part part : parts) {
        if (part.data() != null) {
          throw new SQLFeatureNotSupportedException("data behind a statement");
        }
        rows.add(execute(statement, part.text()));
      }
      return new Sent(rows, null);
    } catch (SQLException failure) {
      return new Sent(rows, failure);
    }
  }

  private static long execute(Statement statement, String text) throws SQLException {
    long touched = 0;
    boolean result = statement.execute(text);
    while (true) {
      long count = result ? -1 : statement.getUpdateCount();
      if (!result && count < 0) {
        return touched;
      }
      touched += Math.max(count, 0);
      result = statement.getMoreResults();
    }
  }
}
