package dev.lockstep.dialects.jdbc;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Is a database product reached through JDBC: how to connect, what its errors mean, how its SQL is
/// spelled.
///
/// *Shape*: implemented once a product, without state; nobody asks a product what it is.
public interface Product extends Dialect {
  /// Returns how users know the product, for example `PostgreSQL`.
  String title();

  /// Returns the driver; looks for its jar when it does not come with Lockstep.
  Driver driver(DriverLocator locator);

  /// Tells where the product's data lives, seen from this process.
  Reach reach();

  /// Turns a definition into what the driver needs, without the password and without connecting.
  ///
  /// *Errors*: `CONFIGURATION` naming the option that is not allowed or missing.
  ConnectionPlan plan(ConnectionDefinition definition, ExecutionSettings settings, String token);

  /// Says where a database may lie.
  enum Reach {
    /// On a server.
    NETWORK,
    /// In files of this machine, which only the machine's own user may name.
    LOCAL_FILES
  }

  /// Applies the settings that cannot travel with the connection request and reads who answers.
  ///
  /// *Shape*: at most one round trip on PostgreSQL and its relatives, at most two elsewhere.
  SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException;

  /// Restores what a library or script may have left changed in the session (path, role, timeouts);
  /// called outside a transaction.
  default void restore(Connection connection, SessionFacts facts, ExecutionSettings settings)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : facts.restoration()) {
        statement.execute(sql);
      }
    }
  }

  /// Says why a call failed.
  FailureCause cause(SQLException failure);

  /// Returns the offset in the statement's text, from 0, that the server blames; -1 when it names
  /// none.
  int blamedOffset(SQLException failure, String statement);

  /// Tells whether [#render] can write [dev.lockstep.dialect.RowWrite.Value.ElapsedMillis]; the
  /// caller measures where it cannot.
  boolean tellsElapsed();

  default ErrorCode classify(SQLException failure) {
    return cause(failure).code();
  }

  default boolean isMissingTable(SQLException failure) {
    return cause(failure) == FailureCause.MISSING_TABLE;
  }

  default boolean isLockTimeout(SQLException failure) {
    return cause(failure) == FailureCause.LOCK_TIMEOUT;
  }

  default boolean isConnectionLost(SQLException failure) {
    FailureCause cause = cause(failure);
    return cause == FailureCause.CONNECTION_LOST || cause == FailureCause.UNAVAILABLE;
  }

  /// Returns the server's own words without position and stack, for messages; null when it has
  /// none.
  default @Nullable String serverMessage(SQLException failure) {
    return failure.getMessage();
  }

  /// Returns the server's own words without what it adds about rows and values, where it keeps the
  /// two apart.
  default @Nullable String serverMessageWithoutDetail(SQLException failure) {
    return serverMessage(failure);
  }
}
