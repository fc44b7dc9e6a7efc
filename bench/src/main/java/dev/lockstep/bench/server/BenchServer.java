package dev.lockstep.bench.server;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// Is the one PostgreSQL that everybody is measured on: data in memory, nothing synced.
public final class BenchServer implements AutoCloseable {
  private static final String USER = "bench";

  private final EmbeddedPostgres server;
  private final AtomicInteger names = new AtomicInteger();

  private BenchServer(EmbeddedPostgres server) {
    this.server = server;
  }

  public static BenchServer start() throws SQLException {
    BenchServer started = new BenchServer(EmbeddedPostgres.start(PostgresOptions.onThisMachine()));
    started.createUser();
    return started;
  }

  /// Creates the user of all contenders, whose password is hashed as often as by default.
  ///
  /// The embedded server hashes its own less often, which older drivers refuse.
  private void createUser() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET scram_iterations = 4096");
      statement.execute(
          "CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'"
              .formatted(USER, server.server().password()));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.server().jdbcUrl("postgres"), PostgresServer.USER, server.server().password());
  }

  /// Creates an empty database.
  public TestDatabase create() {
    String name = "bench_" + names.incrementAndGet();
    server.server().createDatabase(name);
    return database(name);
  }

  private TestDatabase database(String name) {
    return new TestDatabase(
        server.server().jdbcUrl(name),
        "127.0.0.1",
        server.server().port(),
        name,
        USER,
        server.server().password());
  }

  /// Creates a database that holds the same as another one, to which nobody is connected.
  public TestDatabase copy(TestDatabase original) throws SQLException {
    String name = "bench_" + names.incrementAndGet();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          server.server().createStatement(name) + " TEMPLATE \"" + original.database() + '"');
    }
    return database(name);
  }

  public void drop(TestDatabase database) {
    server.server().dropDatabase(database.database());
  }

  /// Returns the address of a database as seen through another port of this machine.
  public static TestDatabase through(TestDatabase database, int port) {
    return new TestDatabase(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database.database()),
        "127.0.0.1",
        port,
        database.database(),
        database.user(),
        database.password());
  }

  public int port() {
    return server.server().port();
  }

  /// Returns the server's own words about its version.
  public String version() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW server_version")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
