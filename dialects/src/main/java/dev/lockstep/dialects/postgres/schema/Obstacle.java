package dev.lockstep.dialects.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Stands in the way of another session's statement until it waits, looks, and goes out of its way.
///
/// *Shape*: the obstacle is what a session that writes to the tables holds. Statements that run
/// `CONCURRENTLY` wait for such a session after they took their own locks; what needs a table for
/// itself waits before. What neither waits nor keeps writers waiting is not seen.
final class Obstacle implements AutoCloseable {
  private static final long PAUSE_MILLIS = 2;

  private final Connection connection;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<Optional<Map<Long, Set<Integer>>>> look;
  private volatile boolean over;

  /// Looks at what the other session holds; empty while it does not wait.
  interface Look {
    Optional<Map<Long, Set<Integer>>> look() throws SQLException;
  }

  /// @param connection does nothing else until this is closed
  /// @param tables as SQL writes them
  Obstacle(Connection connection, List<String> tables, Look look) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ROW EXCLUSIVE MODE");
    } catch (SQLException e) {
      leave();
      thread.close();
      throw e;
    }
    this.look = thread.submit(() -> until(look));
  }

  private Optional<Map<Long, Set<Integer>>> until(Look look) throws SQLException {
    try {
      Optional<Map<Long, Set<Integer>>> seen = Optional.empty();
      while (seen.isEmpty() && !over) {
        seen = look.look();
        Thread.sleep(seen.isEmpty() ? PAUSE_MILLIS : 0);
      }
      return seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      leave();
    }
  }

  private void leave() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /// Returns what the other session held while it waited; empty when it never did.
  Optional<Map<Long, Set<Integer>>> seen() throws SQLException {
    over = true;
    try {
      return look.get();
    } catch (ExecutionException e) {
      throw new SQLException("The locks of a statement could not be looked at.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    over = true;
    thread.close();
  }
}
