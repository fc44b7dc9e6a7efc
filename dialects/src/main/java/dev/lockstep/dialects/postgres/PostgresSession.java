package dev.lockstep.dialects.postgres;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.SessionFacts;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Begins sessions with one query; the server's version is known from the hand-shake.
final class PostgresSession {
  /// Ends a statement within a second once its client is gone; without it DDL of a killed client
  /// runs on and stays. Not known before version 14, so it cannot be part of the start-up packet.
  private static final String CHECK_CLIENT =
      "set_config('client_connection_check_interval', '1s', false)";

  private PostgresSession() {}

  static SessionFacts begin(Connection connection, PostgresFlavour flavour) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    boolean checksClient = driver.getDatabaseMajorVersion() >= flavour.checksClientSince();
    String facts = flavour.facts();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(checksClient ? facts + ", " + CHECK_CLIENT : facts)) {
      row.next();
      Server server =
          new Server(
              flavour.title(),
              driver.getDatabaseProductVersion(),
              driver.getDatabaseMajorVersion(),
              driver.getDatabaseMinorVersion(),
              row.getString(1),
              row.getString(2),
              row.getString(3));
      // The hand-shake is over; from here on a statement may take as long as it needs.
      connection.setNetworkTimeout(Runnable::run, 0);
      String reset = flavour.restoration();
      return new SessionFacts(
          server,
          row.getLong(4),
          row.getString(5),
          List.of(checksClient ? reset + "; SELECT " + CHECK_CLIENT : reset));
    }
  }
}
