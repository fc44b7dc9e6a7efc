package dev.lockstep.scratch;

import dev.lockstep.embedded.EmbeddedMariaDb;
import dev.lockstep.embedded.EmbeddedServerException;
import dev.lockstep.embedded.MariaDbArchive;
import dev.lockstep.embedded.MariaDbOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Is a MariaDB of our own, which starts when it is first needed and ends with this process.
///
/// *Shape*: what is tried there may come from anybody, so it runs as a user with rights on the
/// scratch databases alone: no files, no other users.
public final class EmbeddedMariaScratch implements ScratchServer {
  private static final String USER = "scratch";

  private final AtomicLong names = new AtomicLong();
  private final String password = EmbeddedScratch.password();
  private @Nullable EmbeddedMariaDb started;

  @Override
  public synchronized Address createNamed() {
    try {
      EmbeddedMariaDb server = started;
      if (server == null) {
        server =
            EmbeddedMariaDb.start(
                MariaDbOptions.of(MariaDbArchive.onClassPath())
                    .withSettings(
                        List.of("event-scheduler=OFF", "log-bin-trust-function-creators=1")));
        started = server;
        execute(
            server,
            List.of(
                "CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'".formatted(USER, password),
                "GRANT ALL PRIVILEGES ON `scratch\\_%%`.* TO '%s'@'127.0.0.1'".formatted(USER),
                // Who may do what is asked wherever a schema is read.
                "GRANT SELECT ON mysql.procs_priv TO '%s'@'127.0.0.1'".formatted(USER)));
      }
      String name = "scratch_" + names.incrementAndGet();
      server.createDatabase(name);
      return new Address(server.jdbcUrl(name), USER, password);
    } catch (EmbeddedServerException | SQLException e) {
      throw EmbeddedScratch.impossible(e);
    }
  }

  private static void execute(EmbeddedMariaDb server, List<String> statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl("mysql"), EmbeddedMariaDb.USER, server.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public ScratchDatabase connect(Address address) {
    try {
      return new ScratchDatabase(
          DriverManager.getConnection(address.url(), address.user(), address.password()), true);
    } catch (SQLException e) {
      throw EmbeddedScratch.impossible(e);
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
