package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a throw-away PostgreSQL server that ends with this JVM, however the JVM ends.
///
/// *Shape*: listens on 127.0.0.1 only, on a free port, without a Unix socket; the superuser is
/// `postgres` with a random password; nothing is synced to disk. Its folder vanishes with it.
///
/// *Errors*: an [EmbeddedServerException] with the server's own last words.
public final class EmbeddedPostgres implements AutoCloseable {
  public static final String USER = "postgres";
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int PORT_ATTEMPTS = 5;

  private final Supervisor supervisor;
  private final int port;
  private final String password;
  private final int major;
  private final Thread stopAtExit;

  private EmbeddedPostgres(Supervisor supervisor, int port, String password, int major) {
    this.supervisor = supervisor;
    this.port = port;
    this.password = password;
    this.major = major;
    this.stopAtExit = new Thread(() -> supervisor.stop(STOP_LIMIT), "stop-embedded-postgres");
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /// Starts a server and returns when it accepts connections.
  public static EmbeddedPostgres start(PostgresOptions options) {
    PostgresBinaries binaries = PostgresBinaries.unpacked(options.archive(), options.cache());
    PreparedCluster prepared = binaries.prepared();
    for (int attempt = 1; ; attempt++) {
      Path folder = freshFolder(options, prepared);
      int port = options.port() == 0 ? FreePort.find() : options.port();
      Path log = folder.resolveSibling(folder.getFileName() + ".log");
      Supervisor supervisor = launch(binaries, options, folder, log, port);
      if (awaitReady(supervisor, folder.resolve("data").resolve("postmaster.pid"))) {
        Folders.deleteQuietly(log);
        return new EmbeddedPostgres(supervisor, port, prepared.password(), binaries.major());
      }
      String lastWords = Supervisor.tail(log);
      supervisor.stop(STOP_LIMIT);
      Folders.deleteQuietly(log);
      if (attempt == PORT_ATTEMPTS || !lastWords.contains("could not create any TCP/IP sockets")) {
        throw new EmbeddedServerException("PostgreSQL did not start: " + lastWords);
      }
    }
  }

  private static Path freshFolder(PostgresOptions options, PreparedCluster prepared) {
    Folders.ownFolder(options.dataRoot());
    try {
      Path folder = Files.createTempDirectory(options.dataRoot(), "postgres-");
      Folders.copy(prepared.data(), folder.resolve("data"));
      return folder;
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The data folder in %s could not be filled: %s"
              .formatted(options.dataRoot(), failed.getMessage()),
          failed);
    }
  }

  private static Supervisor launch(
      PostgresBinaries binaries, PostgresOptions options, Path folder, Path log, int port) {
    Path data = folder.resolve("data");
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", "" + port));
    for (String setting : settings(options)) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return Supervisor.start(
        folder,
        log,
        "QUIT",
        data.resolve("postmaster.pid"),
        binaries.account().command(binaries.program("postgres"), arguments));
  }

  private static List<String> settings(PostgresOptions options) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "timezone=UTC",
                "log_timezone=UTC"));
    settings.addAll(options.settings());
    return settings;
  }

  /// Waits until the server says `ready` in the last line of its own process file, or is gone.
  private static boolean awaitReady(Supervisor supervisor, Path processFile) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && supervisor.isAlive()) {
      if (saysReady(processFile)) {
        return true;
      }
      pause();
    }
    return false;
  }

  private static boolean saysReady(Path processFile) {
    try {
      List<String> lines = Files.readAllLines(processFile, StandardCharsets.UTF_8);
      return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    } catch (IOException _) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while the server started.", interrupted);
    }
  }

  public int port() {
    return port;
  }

  public String password() {
    return password;
  }

  /// Returns the server's major version, for example 18.
  public int major() {
    return major;
  }

  /// Returns the address without credentials.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /// Creates an empty database by copying `template1`'s files; needs PostgreSQL's JDBC driver on
  /// the class path.
  public void createDatabase(String name) {
    String copyFiles = major >= 15 ? " STRATEGY file_copy" : "";
    execute("CREATE DATABASE " + quoted(name) + copyFiles);
  }

  /// Drops a database and throws its sessions out first.
  public void dropDatabase(String name) {
    if (major >= 13) {
      execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    } else {
      execute("DROP DATABASE IF EXISTS " + quoted(name));
    }
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL refused `%s`: %s".formatted(sql, failed.getMessage()), failed);
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Stops the server and deletes its data; a second call does nothing.
  public void stop() {
    supervisor.stop(STOP_LIMIT);
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException _) {
      // The JVM is ending; the hook runs or ran.
    }
  }

  @Override
  public void close() {
    stop();
  }
}
