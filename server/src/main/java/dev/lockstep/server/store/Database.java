package dev.lockstep.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Is the server's own database.
///
/// *Errors*: `DATABASE_UNREACHABLE` when it does not answer; nothing is half written then.
public final class Database implements AutoCloseable {
  /// The SQLSTATE of a key that is there already.
  public static final String DUPLICATE = "23505";

  private static final int CONNECTIONS = 20;
  private static final long PATIENCE_MILLIS = 10_000;

  private final HikariDataSource source;

  /// Says where it is.
  public record Address(String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      return "Address[" + url + "]";
    }
  }

  /// Is work on a connection.
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /// Reads the row that a result stands on.
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// @param meters counts its connections
  public Database(Address address, MeterRegistry meters) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setPoolName("lockstep");
    config.setMetricRegistry(meters);
    config.addDataSourceProperty("ApplicationName", "lockstep server");
    this.source = opened(config, address);
  }

  private static HikariDataSource opened(HikariConfig config, Address address) {
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new LockstepException(
          ErrorCode.DATABASE_UNREACHABLE,
          "The server's database %s cannot be used: %s"
              .formatted(address.url(), cause.getMessage()),
          "Look whether it runs, and at LOCKSTEP_DATABASE_USER and LOCKSTEP_DATABASE_PASSWORD.",
          failed);
    }
  }

  public DataSource source() {
    return source;
  }

  /// Runs work in a transaction of its own.
  public <T> T in(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
    } catch (SQLException failed) {
      throw failure(failed);
    }
  }

  /// Returns what to report of a failure of the database.
  public static LockstepException failure(SQLException failed) {
    return new LockstepException(
        ErrorCode.DATABASE_UNREACHABLE,
        "The server's own database failed: " + failed.getMessage(),
        "Look whether it runs and has space; the request can be repeated then.",
        failed);
  }

  /// Tells whether a row could not be written since its key is there already.
  public static boolean isDuplicate(@Nullable Throwable failed) {
    return failed instanceof SQLException sql && DUPLICATE.equals(sql.getSQLState());
  }

  /// Lists the rows that a query gives.
  public static <T> List<T> list(
      Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  /// Returns the first row that a query gives.
  public static <T> Optional<T> first(
      Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    return list(connection, reader, sql, values).stream().findFirst();
  }

  /// Changes rows and returns how many.
  public static int change(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement bound(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Instant instant -> statement.setTimestamp(i + 1, Timestamp.from(instant));
        case null, default -> statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }

  @Override
  public void close() {
    source.close();
  }
}
