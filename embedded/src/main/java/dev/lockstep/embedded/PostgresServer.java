package dev.lockstep.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Points at a running PostgreSQL server on this machine and manages its databases.
///
/// *Shape*: listens on 127.0.0.1; the superuser is [#USER]. Managing databases needs PostgreSQL's
/// JDBC driver on the class path.
///
/// *Errors*: an [EmbeddedServerException] with the server's answer.
///
/// @param major the server's major version, for example 18
public record PostgresServer(int port, String password, int major) {
  public static final String USER = "postgres";

  /// Returns the address without credentials.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /// Creates an empty database.
  public void createDatabase(String name) {
    execute(createStatement(name));
  }

  /// Returns the SQL that creates an empty database by copying files where the version can choose,
  /// which is quicker than writing them to the log.
  public String createStatement(String name) {
    return "CREATE DATABASE " + quoted(name) + (major >= 15 ? " STRATEGY file_copy" : "");
  }

  /// Drops a database that may not exist, and throws its sessions out first.
  public void dropDatabase(String name) {
    if (major < 13) {
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(name.replace("'", "''")));
    }
    execute("DROP DATABASE IF EXISTS " + quoted(name) + (major >= 13 ? " WITH (FORCE)" : ""));
  }

  /// Lists the databases that users made, by name.
  public List<String> databases() {
    List<String> names = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'"
                    + " ORDER BY datname")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return List.copyOf(names);
    } catch (SQLException failed) {
      throw refused("listing databases", failed);
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw refused(sql, failed);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
  }

  private static EmbeddedServerException refused(String what, SQLException failed) {
    return new EmbeddedServerException(
        "The embedded PostgreSQL refused `%s`: %s".formatted(what, failed.getMessage()), failed);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return "PostgresServer[port=%d, major=%d]".formatted(port, major);
  }
}
