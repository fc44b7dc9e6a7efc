package dev.lockstep.scratch;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedServerException;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Is a PostgreSQL of our own, which starts when it is first needed and ends with this process.
public final class EmbeddedScratch implements ScratchServer {
  private final AtomicLong names = new AtomicLong();
  private @Nullable EmbeddedPostgres started;

  /// Says how to reach one of the databases on this machine.
  public record Address(int port, String database, String user, String password) {
    /// Leaves the password out.
    @Override
    public String toString() {
      return database + " on port " + port;
    }
  }

  @Override
  public ScratchDatabase create() {
    return connect(createNamed());
  }

  /// Creates an empty database for somebody else to connect to.
  ///
  /// *Errors*: `RESOURCE_EXHAUSTED`.
  public synchronized Address createNamed() {
    try {
      EmbeddedPostgres postgres = started;
      if (postgres == null) {
        postgres = EmbeddedPostgres.start(PostgresOptions.onThisMachine());
        started = postgres;
      }
      PostgresServer server = postgres.server();
      String name = "scratch_" + names.incrementAndGet();
      server.createDatabase(name);
      return new Address(server.port(), name, PostgresServer.USER, server.password());
    } catch (EmbeddedServerException e) {
      throw impossible(e);
    }
  }

  /// Connects to one of the databases.
  public ScratchDatabase connect(Address address) {
    try {
      return new ScratchDatabase(
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:%d/%s".formatted(address.port(), address.database()),
              address.user(),
              address.password()),
          true);
    } catch (SQLException e) {
      throw impossible(e);
    }
  }

  private static LockstepException impossible(Exception cause) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "No scratch database could be made here: " + cause.getMessage(),
        "Name a server where one may be made, with --scratch URL.",
        cause);
  }

  @Override
  public synchronized void close() {
    if (started != null) {
      started.close();
      started = null;
    }
  }
}
