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

  @Override
  public synchronized ScratchDatabase create() {
    try {
      EmbeddedPostgres postgres = started;
      if (postgres == null) {
        postgres = EmbeddedPostgres.start(PostgresOptions.onThisMachine());
        started = postgres;
      }
      PostgresServer server = postgres.server();
      String name = "scratch_" + names.incrementAndGet();
      server.createDatabase(name);
      return new ScratchDatabase(
          DriverManager.getConnection(server.jdbcUrl(name), PostgresServer.USER, server.password()),
          true);
    } catch (EmbeddedServerException | SQLException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "No scratch database could be made here: " + e.getMessage(),
          "Name a server where one may be made, with --scratch URL.",
          e);
    }
  }

  @Override
  public synchronized void close() {
    if (started != null) {
      started.close();
      started = null;
    }
  }
}
