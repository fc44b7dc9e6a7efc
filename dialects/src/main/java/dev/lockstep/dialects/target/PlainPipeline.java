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
  private final Transactions transactions;

  /// Says how a transaction is begun and ended.
  public enum Transactions {
    /// By statements, which the database understands.
    STATEMENTS,
    /// Through the driver, for databases without a statement that begins one.
    DRIVER
  }

  public PlainPipeline(Connection connection, Transactions transactions) {
    this.connection = connection;
    this.transactions = transactions;
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
        rows.add(
            transactions == Transactions.DRIVER && controlled(part.text())
                ? 0L
                : execute(statement, part.text()));
      }
      return new Sent(rows, null);
    } catch (SQLException failure) {
      return new Sent(rows, failure);
    }
  }

  /// Begins or ends a transaction through the driver; tells whether the text asked for it.
  private boolean controlled(String text) throws SQLException {
    switch (text) {
      case "BEGIN" -> connection.setAutoCommit(false);
      case "COMMIT" -> {
        connection.commit();
        connection.setAutoCommit(true);
      }
      case "ROLLBACK" -> {
        if (!connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
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
