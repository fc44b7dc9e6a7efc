package dev.lockstep.testkit;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import java.util.concurrent.atomic.AtomicLong;

/// Gives tests fresh databases on one warm PostgreSQL server, which starts at the first call and
/// ends with the JVM.
public final class TestPostgres {
  private static final AtomicLong NAMES = new AtomicLong();

  private TestPostgres() {}

  /// Creates a fresh empty database on PostgreSQL 18 with a name of its own.
  public static TestDatabase database() {
    PostgresServer server = Warm.SERVER.server();
    String name = "test_" + NAMES.incrementAndGet();
    server.createDatabase(name);
    return new TestDatabase(
        server.jdbcUrl(name),
        "127.0.0.1",
        server.port(),
        name,
        PostgresServer.USER,
        server.password());
  }

  private static final class Warm {
    static final EmbeddedPostgres SERVER = EmbeddedPostgres.start(PostgresOptions.onThisMachine());
  }
}
