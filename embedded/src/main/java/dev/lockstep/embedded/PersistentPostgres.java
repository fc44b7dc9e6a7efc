package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps a PostgreSQL server in a folder; it goes on when the process that started it ends, and any
/// later process can find and stop it.
///
/// *Shape*: listens on 127.0.0.1 only, without a Unix socket; the superuser's password is in the
/// file `password` of the folder, which only its owner can read. Starting a running server and
/// stopping a stopped one do nothing. Changes are synced to disk.
///
/// *Errors*: an [EmbeddedServerException] with the server's own last words.
public final class PersistentPostgres {
  private static final String DATA = "data";
  private static final String PORT_FILE = "port";
  private static final String LOG = "server.log";
  private static final String SETTINGS = "lockstep.conf";

  private PersistentPostgres() {}

  /// Starts the server of a folder, which is made when it does not exist, and returns when it
  /// accepts connections.
  public static PostgresServer start(PersistentOptions options) {
    return attach(options.folder()).orElseGet(() -> start(options, binaries(options)));
  }

  static PostgresServer start(PersistentOptions options, PostgresBinaries binaries) {
    Path folder = real(Folders.ownFolder(options.folder()));
    return locked(folder, () -> attach(folder).orElseGet(() -> launch(options, folder, binaries)));
  }

  private static PostgresBinaries binaries(PersistentOptions options) {
    return PostgresBinaries.unpacked(options.archive(), options.cache());
  }

  /// Finds the running server of a folder; empty when none runs.
  public static Optional<PostgresServer> attach(Path folder) {
    if (!isRunning(folder)) {
      return Optional.empty();
    }
    Path data = real(folder).resolve(DATA);
    if (!ServerProcess.saysReady(data)) {
      return Optional.empty();
    }
    return Optional.of(
        new PostgresServer(
            ServerProcess.port(data), PreparedCluster.in(folder).password(), major(data)));
  }

  /// Stops the server of a folder and keeps its data.
  ///
  /// @return whether one ran
  public static boolean stop(PersistentOptions options) {
    return isRunning(options.folder()) && stop(options, binaries(options));
  }

  static boolean stop(PersistentOptions options, PostgresBinaries binaries) {
    return locked(
        real(options.folder()),
        () -> {
          if (!isRunning(options.folder())) {
            return false;
          }
          Path data = real(options.folder()).resolve(DATA);
          binaries.run(
              "pg_ctl",
              List.of("stop", "-D", data.toString(), "-m", "fast", "-w"),
              options.folder());
          return true;
        });
  }

  private static boolean isRunning(Path folder) {
    if (!Files.isDirectory(folder.resolve(DATA))) {
      return false;
    }
    Path data = real(folder).resolve(DATA);
    return ServerProcess.in(data, data.toString()).isPresent();
  }

  private static PostgresServer launch(
      PersistentOptions options, Path folder, PostgresBinaries binaries) {
    if (!binaries.account().reaches(folder, folder)) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot run as root, and the account %s cannot enter %s; name a folder that"
                  .formatted(binaries.account().user(), folder)
              + " every account can pass through, for example under /var/tmp.");
    }
    try {
      return launched(options, folder, binaries);
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be written: %s".formatted(folder, Folders.reason(failed)), failed);
    }
  }

  private static PostgresServer launched(
      PersistentOptions options, Path folder, PostgresBinaries binaries) throws IOException {
    Path data = folder.resolve(DATA);
    if (!Files.isDirectory(data)) {
      initialise(options, folder, binaries);
    }
    if (major(data) != binaries.major()) {
      throw new EmbeddedServerException(
          "The folder %s holds data of PostgreSQL %d, and this is PostgreSQL %d; name another folder."
              .formatted(folder, major(data), binaries.major()));
    }
    int port = port(options, folder);
    writeSettings(options, data, port, binaries.account());
    Path log = folder.resolve(LOG);
    if (!Files.exists(log)) {
      Folders.writeSecret(log, "");
    }
    binaries.account().own(log);
    long logBefore = Files.size(log);
    try {
      binaries.run(
          "pg_ctl",
          List.of("start", "-D", data.toString(), "-l", log.toString(), "-w", "-s"),
          folder);
    } catch (EmbeddedServerException failed) {
      throw new EmbeddedServerException(
          "The database server in %s did not start: %s"
              .formatted(folder, LastWords.since(log, logBefore)),
          failed);
    }
    Files.writeString(folder.resolve(PORT_FILE), Integer.toString(port));
    return attach(folder)
        .orElseThrow(() ->
            new EmbeddedServerException(
                "The database server in %s ended at once; see %s.".formatted(folder, log)));
  }

  private static void initialise(PersistentOptions options, Path folder, PostgresBinaries binaries)
      throws IOException {
    Path fresh = Files.createTempDirectory(folder, "filling-");
    try {
      Folders.openToTraversal(fresh);
      String password =
          options.password() == null ? PostgresBinaries.randomPassword() : options.password();
      Path data = fresh.resolve(DATA);
      binaries.initialise(data, fresh, password, List.of());
      Files.writeString(
          data.resolve("postgresql.conf"),
          "include_if_exists = '" + SETTINGS + "'\n",
          StandardOpenOption.APPEND);
      Files.move(
          fresh.resolve(PreparedCluster.PASSWORD_FILE),
          folder.resolve(PreparedCluster.PASSWORD_FILE),
          StandardCopyOption.ATOMIC_MOVE);
      Files.move(data, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.deleteQuietly(fresh);
    }
  }

  private static int port(PersistentOptions options, Path folder) throws IOException {
    if (options.port() != 0) {
      return options.port();
    }
    Path file = folder.resolve(PORT_FILE);
    if (Files.exists(file)) {
      int before = Integer.parseInt(Files.readString(file).strip());
      if (FreePort.isFree(before)) {
        return before;
      }
    }
    return FreePort.find();
  }

  private static void writeSettings(
      PersistentOptions options, Path data, int port, ServerAccount account) throws IOException {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC"));
    settings.addAll(options.settings());
    StringBuilder lines = new StringBuilder();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      lines.append(setting, 0, equals).append(" = '");
      lines.append(setting.substring(equals + 1).replace("'", "''")).append("'\n");
    }
    Path file = data.resolve(SETTINGS);
    Files.writeString(file, lines.toString());
    account.own(file);
  }

  private static int major(Path data) {
    try {
      return Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
    } catch (IOException | NumberFormatException failed) {
      throw new EmbeddedServerException(
          "The folder %s holds no PostgreSQL data, or not this user's.".formatted(data), failed);
    }
  }

  /// Two processes that start one folder at once take turns; the second finds the server running.
  private static <T> T locked(Path folder, Supplier<T> work) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock was lost");
      }
      return work.get();
    } catch (OverlappingFileLockException failed) {
      throw new EmbeddedServerException(
          "The server in %s is being started or stopped at this moment.".formatted(folder), failed);
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be locked: %s".formatted(folder, Folders.reason(failed)), failed);
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be read: %s".formatted(folder, Folders.reason(failed)), failed);
    }
  }
}
