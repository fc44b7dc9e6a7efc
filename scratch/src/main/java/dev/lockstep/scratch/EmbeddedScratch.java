package dev.lockstep.scratch;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedServerException;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Is a PostgreSQL of our own, which starts when it is first needed and ends with this process.
///
/// *Shape*: what is tried there may come from anybody, and a superuser of a database can run
/// programs on its machine; so everything runs as a role that is none.
public final class EmbeddedScratch implements ScratchServer {
  private static final String ROLE = "scratch";

  private final AtomicLong names = new AtomicLong();
  private final String password = password();
  private @Nullable EmbeddedPostgres started;

  @Override
  public synchronized Address createNamed() {
    try {
      EmbeddedPostgres postgres = started;
      if (postgres == null) {
        postgres = EmbeddedPostgres.start(PostgresOptions.onThisMachine());
        started = postgres;
        execute(
            postgres.server(),
            "CREATE ROLE %s LOGIN CREATEROLE NOSUPERUSER PASSWORD '%s'".formatted(ROLE, password));
      }
      String name = "scratch_" + names.incrementAndGet();
      postgres.server().createDatabase(name);
      execute(postgres.server(), "ALTER DATABASE " + name + " OWNER TO " + ROLE);
      return new Address(
          "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.server().port(), name),
          ROLE,
          password);
    } catch (EmbeddedServerException | SQLException e) {
      throw impossible(e);
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), PostgresServer.USER, server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public ScratchDatabase connect(Address address) {
    try {
      return new ScratchDatabase(
          DriverManager.getConnection(address.url(), address.user(), address.password()), true);
    } catch (SQLException e) {
      throw impossible(e);
    }
  }

  static String password() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static LockstepException impossible(Exception cause) {
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
