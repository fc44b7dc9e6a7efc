package dev.lockstep.bench.server;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// Is the one PostgreSQL that everybody is measured on: data in memory, nothing synced.
public final class BenchServer implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final AtomicInteger names = new AtomicInteger();

  private BenchServer(EmbeddedPostgres server) {
    this.server = server;
  }

  public static BenchServer start() {
    return new BenchServer(EmbeddedPostgres.start(PostgresOptions.onThisMachine()));
  }

  /// Creates an empty database.
  public TestDatabase create() {
    String name = "bench_" + names.incrementAndGet();
    server.createDatabase(name);
    return new TestDatabase(
        server.jdbcUrl(name),
        "127.0.0.1",
        server.port(),
        name,
        EmbeddedPostgres.USER,
        server.password());
  }

  public void drop(TestDatabase database) {
    server.dropDatabase(database.database());
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
    return server.port();
  }

  /// Returns the server's own words about its version.
  public String version() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), EmbeddedPostgres.USER, server.password());
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
