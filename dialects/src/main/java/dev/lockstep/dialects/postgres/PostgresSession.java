package dev.lockstep.dialects.postgres;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.SessionFacts;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Begins and restores sessions.
final class PostgresSession {
  /// Ends a statement within a second once its client is gone; without it DDL of a killed client
  /// runs on and stays. Not known before version 14, so it cannot be part of the start-up packet.
  private static final String CHECK_CLIENT =
      "set_config('client_connection_check_interval', '1s', false)";

  private static final int CHECKS_CLIENT_SINCE = 14;

  private static final String FACTS =
      """
      SELECT current_database(), current_user, current_schema(), pg_backend_pid(),
       (SELECT backend_start::text FROM pg_catalog.pg_stat_activity WHERE pid = pg_backend_pid()),
       current_setting('search_path')\
      """;

  SessionFacts begin(Connection connection) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    boolean checksClient = driver.getDatabaseMajorVersion() >= CHECKS_CLIENT_SINCE;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(checksClient ? FACTS + ", " + CHECK_CLIENT : FACTS)) {
      row.next();
      Server server =
          new Server(
              driver.getDatabaseProductName(),
              driver.getDatabaseProductVersion(),
              driver.getDatabaseMajorVersion(),
              driver.getDatabaseMinorVersion(),
              row.getString(1),
              row.getString(2),
              row.getString(3));
      connection.setNetworkTimeout(Runnable::run, 0);
      return new SessionFacts(server, row.getLong(4), row.getString(5), row.getString(6));
    }
  }

  /// The start-up packet's settings are what a reset goes back to.
  void restore(Connection connection) throws SQLException {
    boolean checksClient =
        connection.getMetaData().getDatabaseMajorVersion() >= CHECKS_CLIENT_SINCE;
    String reset = "RESET SESSION AUTHORIZATION; RESET ALL";
    try (Statement statement = connection.createStatement()) {
      statement.execute(checksClient ? reset + "; SELECT " + CHECK_CLIENT : reset);
    }
  }
}
