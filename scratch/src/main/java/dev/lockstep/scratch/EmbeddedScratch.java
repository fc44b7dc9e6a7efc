package dev.lockstep.scratch;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.scratch.ScratchServer.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Is a PostgreSQL of our own.
///
/// *Shape*: what is tried there may come from anybody, and a superuser of a database can run
/// programs on its machine; so everything runs as a role that is none.
final class EmbeddedScratch implements WarmScratch.Host {
  private static final String ROLE = "scratch";
  private static final String OWNER = "scratch_owner";

  private final String password = WarmScratch.password();
  private final PostgresOptions options;
  private @Nullable Running running;

  EmbeddedScratch(PostgresOptions options) {
    this.options = options;
  }

  /// Is a server with a connection of its superuser.
  private record Running(EmbeddedPostgres postgres, Connection superuser) {
    void execute(String sql) throws SQLException {
      ScratchServer.ScratchDatabase.again(
          superuser,
          () -> {
            try (Statement statement = superuser.createStatement()) {
              statement.execute(sql);
            }
          });
    }
  }

  @Override
  public synchronized Address create(String name) throws SQLException {
    Running server = running();
    server.execute(usualRole());
    server.execute(
        server.postgres().server().createStatement(name) + " TEMPLATE template0 OWNER " + ROLE);
    return new Address(server.postgres().server().jdbcUrl(name), ROLE, password);
  }

  @Override
  public synchronized void drop(String name) throws SQLException {
    if (running != null) {
      running.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private Running running() throws SQLException {
    Running known = running;
    if (known != null && known.superuser().isValid(0)) {
      return known;
    }
    close();
    EmbeddedPostgres postgres = EmbeddedPostgres.start(options);
    Running started = new Running(postgres, superuser(postgres.server()));
    running = started;
    started.execute("CREATE ROLE " + ROLE + " LOGIN CREATEROLE NOSUPERUSER");
    return started;
  }

  /// Makes the role what it was, whatever was loaded before had altered of it. Only a superuser may
  /// say that triggers which fire are seen.
  private String usualRole() {
    return """
    ALTER ROLE %1$s RESET ALL;
    ALTER ROLE %1$s SET statement_timeout = '%2$ds';
    ALTER ROLE %1$s SET track_functions = 'all';
    ALTER ROLE %1$s LOGIN INHERIT CREATEROLE CONNECTION LIMIT -1 PASSWORD '%3$s' VALID UNTIL 'infinity'\
    """
        .formatted(ROLE, WarmScratch.LONGEST_STATEMENT.toSeconds(), password);
  }

  /// Files and dumps give things to `postgres`; so that they can, it is no superuser here, but made
  /// like any other role once somebody names it.
  private Connection superuser(PostgresServer server) throws SQLException {
    String url = server.jdbcUrl("postgres");
    try (Connection first =
            DriverManager.getConnection(url, PostgresServer.USER, server.password());
        Statement statement = first.createStatement()) {
      statement.execute("CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'".formatted(OWNER, password));
    }
    Connection connection = DriverManager.getConnection(url, OWNER, password);
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE %s RENAME TO %s_first".formatted(PostgresServer.USER, OWNER));
    }
    return connection;
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.postgres().close();
      running = null;
    }
  }
}
