package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Runs a throw-away MariaDB server that ends with this JVM, however the JVM ends.
///
/// *Shape*: listens on 127.0.0.1 only, speaks without TLS, keeps its socket and temporary files in
/// its own folder, which vanishes with it; the superuser's password is random; new databases are
/// `utf8mb4`. Managing databases needs MariaDB's JDBC driver on the class path.
///
/// *Errors*: an [EmbeddedServerException] with the server's own last words.
public final class EmbeddedMariaDb implements AutoCloseable {
  public static final String USER = "root";
  private static final int PORT_ATTEMPTS = 5;
  private static final String READY = "ready for connections";

  private final Supervisor supervisor;
  private final MariaDbBinaries binaries;
  private final int port;
  private final String password;

  private EmbeddedMariaDb(
      Supervisor supervisor, MariaDbBinaries binaries, int port, String password) {
    this.supervisor = supervisor;
    this.binaries = binaries;
    this.port = port;
    this.password = password;
  }

  /// Starts a server and returns when it accepts connections.
  public static EmbeddedMariaDb start(MariaDbOptions options) {
    MariaDbBinaries binaries = MariaDbBinaries.unpacked(options.archive(), options.cache());
    PreparedCluster prepared = binaries.prepared();
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      try {
        Supervisor supervisor = launch(binaries, options, prepared, port);
        return new EmbeddedMariaDb(supervisor, binaries, port, prepared.password());
      } catch (EmbeddedServerException failed) {
        if (attempt == PORT_ATTEMPTS || !FreePort.wasTaken(failed)) {
          throw failed;
        }
      }
    }
  }

  private static Supervisor launch(
      MariaDbBinaries binaries, MariaDbOptions options, PreparedCluster prepared, int port) {
    ThrowAwayFolder folder = ThrowAwayFolder.create(options.dataRoot());
    try {
      Folders.copy(prepared.data(), folder.data());
    } catch (IOException failed) {
      Folders.deleteQuietly(folder.path());
      throw new EmbeddedServerException(
          "The data folder %s could not be filled: %s"
              .formatted(folder.data(), Folders.reason(failed)),
          failed);
    }
    Supervisor supervisor =
        Supervisor.start(folder, "KILL", command(binaries, options, folder, port));
    supervisor.awaitReady(() -> folder.logLines().stream().anyMatch(line -> line.contains(READY)));
    return supervisor;
  }

  private static List<String> command(
      MariaDbBinaries binaries, MariaDbOptions options, ThrowAwayFolder folder, int port) {
    List<String> command =
        new ArrayList<>(List.of(binaries.program("mariadbd").toString(), "--no-defaults"));
    command.addAll(binaries.places(folder.path()));
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            // Relative to the data folder: a full path may exceed the 107 bytes of a socket's name.
            "--socket=socket",
            "--pid-file=" + folder.data().resolve(ServerProcess.FILE),
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync"));
    for (String setting : options.settings()) {
      command.add("--" + setting);
    }
    return command;
  }

  public int port() {
    return port;
  }

  public String password() {
    return password;
  }

  /// Returns the address without credentials.
  public String jdbcUrl(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }

  /// Returns one of the server's client programs, `mariadb` or `mariadb-dump`.
  public Path program(String name) {
    return binaries.program(name);
  }

  public void createDatabase(String name) {
    execute("CREATE DATABASE " + quoted(name));
  }

  public void dropDatabase(String name) {
    execute("DROP DATABASE IF EXISTS " + quoted(name));
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("mysql"), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new EmbeddedServerException(
          "The embedded MariaDB refused `%s`: %s".formatted(sql, failed.getMessage()), failed);
    }
  }

  private static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /// Stops the server and deletes its data; a second call does nothing.
  public void stop() {
    supervisor.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
