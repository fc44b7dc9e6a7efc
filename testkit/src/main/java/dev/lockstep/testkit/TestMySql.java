package dev.lockstep.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/// Gives tests fresh databases on a MySQL server, where somebody has started one: its licence and
/// size keep it out of the registries that a build fetches from.
///
/// *Shape*: the property `lockstep.mysql` holds the port of a server on this machine whose `root`
/// has no password, as `testkit/mysql-server` starts one.
public final class TestMySql {
  private static final String PORT = System.getProperty("lockstep.mysql", "");
  private static final String PASSWORD = "lockstep-test";
  private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

  private TestMySql() {}

  /// Tells whether there is a server; tests on it are left out where there is none.
  public static boolean isThere() {
    return !PORT.isEmpty();
  }

  /// Creates a fresh empty database, with a user of its own who may do anything.
  ///
  /// *Errors*: `IllegalStateException` when the server does not let it be made.
  public static TestDatabase database() {
    String name = "test_%05d".formatted(NAMES.incrementAndGet());
    try (Connection root = DriverManager.getConnection(url(""), "root", "");
        Statement statement = root.createStatement()) {
      statement.execute("SET GLOBAL log_bin_trust_function_creators = 1");
      statement.execute("CREATE DATABASE " + name);
      statement.execute("CREATE USER IF NOT EXISTS lockstep IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute("GRANT ALL ON *.* TO lockstep WITH GRANT OPTION");
    } catch (SQLException e) {
      throw new IllegalStateException("the MySQL server at port " + PORT + " is of no use", e);
    }
    return new TestDatabase(
        url(name), "127.0.0.1", Integer.parseInt(PORT), name, "lockstep", PASSWORD);
  }

  /// Its users authenticate with a password that the server's key protects.
  private static String url(String database) {
    return "jdbc:mariadb://127.0.0.1:%s/%s?allowPublicKeyRetrieval=true&allowMultiQueries=true"
        .formatted(PORT, database);
  }
}
