package dev.lockstep.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Points at one fresh, empty database on a real server, with everything needed to connect.
///
/// @param jdbcUrl address without credentials
public record TestDatabase(
    String jdbcUrl, String host, int port, String database, String user, String password) {

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }
}
