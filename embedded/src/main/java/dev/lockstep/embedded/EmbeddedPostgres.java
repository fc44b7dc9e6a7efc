package dev.lockstep.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs a throw-away PostgreSQL server that ends with this JVM, however the JVM ends.
///
/// *Shape*: listens on 127.0.0.1 only, without a Unix socket; the superuser's password is random;
/// nothing is synced to disk. Its folder vanishes with it. Needs a POSIX shell.
///
/// *Errors*: an [EmbeddedServerException] with the server's own last words.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final int PORT_ATTEMPTS = 5;

  private final Supervisor supervisor;
  private final PostgresServer server;

  private EmbeddedPostgres(Supervisor supervisor, PostgresServer server) {
    this.supervisor = supervisor;
    this.server = server;
  }

  /// Starts a server and returns when it accepts connections.
  public static EmbeddedPostgres start(PostgresOptions options) {
    return start(options, PostgresBinaries.unpacked(options.archive(), options.cache()));
  }

  static EmbeddedPostgres start(PostgresOptions options, PostgresBinaries binaries) {
    PreparedCluster prepared = binaries.prepared();
    for (int attempt = 1; ; attempt++) {
      int port = options.port() == 0 ? FreePort.find() : options.port();
      try {
        Supervisor supervisor = launch(binaries, options, prepared, port);
        return new EmbeddedPostgres(
            supervisor, new PostgresServer(port, prepared.password(), binaries.major()));
      } catch (EmbeddedServerException failed) {
        if (options.port() != 0 || attempt == PORT_ATTEMPTS || !FreePort.wasTaken(failed)) {
          throw failed;
        }
      }
    }
  }

  private static Supervisor launch(
      PostgresBinaries binaries, PostgresOptions options, PreparedCluster prepared, int port) {
    ThrowAwayFolder folder = filled(options, prepared, binaries.account());
    List<String> arguments =
        new ArrayList<>(List.of("-D", folder.data().toString(), "-p", Integer.toString(port)));
    for (String setting : settings(options)) {
      arguments.add("-c");
      arguments.add(setting);
    }
    Supervisor supervisor =
        Supervisor.start(
            folder, "QUIT", binaries.account().command(binaries.program("postgres"), arguments));
    supervisor.awaitReady(() -> ServerProcess.saysReady(folder.data()));
    return supervisor;
  }

  private static ThrowAwayFolder filled(
      PostgresOptions options, PreparedCluster prepared, ServerAccount account) {
    ThrowAwayFolder folder = ThrowAwayFolder.create(options.dataRoot());
    try {
      if (!account.user().isEmpty()) {
        Folders.openToTraversal(options.dataRoot());
      }
      Folders.copy(prepared.data(), folder.data());
      account.own(folder.data());
      return folder;
    } catch (IOException failed) {
      Folders.deleteQuietly(folder.path());
      throw new EmbeddedServerException(
          "The data folder %s could not be filled: %s"
              .formatted(folder.data(), Folders.reason(failed)),
          failed);
    }
  }

  private static List<String> settings(PostgresOptions options) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                // Files of the data folder, which vanish with it even when the server is killed.
                "dynamic_shared_memory_type=mmap",
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "timezone=UTC",
                "log_timezone=UTC"));
    settings.addAll(options.settings());
    return settings;
  }

  /// Returns the running server's address and its databases.
  public PostgresServer server() {
    return server;
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
