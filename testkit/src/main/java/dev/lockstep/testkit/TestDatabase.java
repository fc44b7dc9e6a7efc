package dev.lockstep.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Points at one fresh, empty database on a real server, with everything needed to connect.
///
/// @param jdbcUrl address without credentials
public record TestDatabase(
    String jdbcUrl, String host, int port, String database, String user, String password) {

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /// Runs statements one by one, each in its own transaction.
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Returns the same database as reached through a proxy.
  public TestDatabase through(Proxy proxy) {
    String address = "//" + host + ":" + port + "/";
    String other = "//127.0.0.1:" + proxy.port() + "/";
    return new TestDatabase(
        jdbcUrl.replace(address, other), "127.0.0.1", proxy.port(), database, user, password);
  }
}
