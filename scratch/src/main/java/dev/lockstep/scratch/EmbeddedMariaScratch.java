package dev.lockstep.scratch;

import dev.lockstep.embedded.EmbeddedMariaDb;
import dev.lockstep.embedded.MariaDbArchive;
import dev.lockstep.embedded.MariaDbOptions;
import dev.lockstep.scratch.ScratchServer.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a MariaDB of our own.
///
/// *Shape*: what is tried there may come from anybody, so it runs as a user with rights on the
/// scratch databases alone: no files, no other users.
final class EmbeddedMariaScratch implements WarmScratch.Host {
  private static final String USER = "scratch";

  private final String password = WarmScratch.password();
  private @Nullable Running running;

  /// Is a server with a connection of its superuser.
  private record Running(EmbeddedMariaDb server, Connection superuser) {
    void execute(String sql) throws SQLException {
      try (Statement statement = superuser.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public synchronized Address create(String name) throws SQLException {
    Running known = running();
    known.execute("CREATE DATABASE " + name);
    return new Address(known.server().jdbcUrl(name), USER, password);
  }

  @Override
  public synchronized void drop(String name) throws SQLException {
    if (running != null) {
      running.execute("DROP DATABASE IF EXISTS " + name);
    }
  }

  private Running running() throws SQLException {
    Running known = running;
    if (known != null && known.superuser().isValid(0)) {
      return known;
    }
    close();
    EmbeddedMariaDb server =
        EmbeddedMariaDb.start(
            MariaDbOptions.of(MariaDbArchive.onClassPath())
                .withSettings(
                    List.of(
                        "event-scheduler=OFF",
                        "log-bin-trust-function-creators=1",
                        // A statement could ask this process for any file it may read.
                        "local-infile=0",
                        // A table could name any folder of this machine to be kept in.
                        "symbolic-links=0",
                        "max-statement-time=" + WarmScratch.LONGEST_STATEMENT.toSeconds())));
    Running started =
        new Running(
            server,
            DriverManager.getConnection(
                server.jdbcUrl("mysql"), EmbeddedMariaDb.USER, server.password()));
    running = started;
    started.execute("CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'".formatted(USER, password));
    started.execute("GRANT ALL PRIVILEGES ON `scratch\\_%%`.* TO '%s'@'127.0.0.1'".formatted(USER));
    // Who may do what is asked wherever a schema is read.
    started.execute("GRANT SELECT ON mysql.procs_priv TO '%s'@'127.0.0.1'".formatted(USER));
    return started;
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.server().close();
      running = null;
    }
  }
}
