package dev.lockstep.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Holds PostgreSQL's programs, unpacked once into a cache, and runs them.
///
/// *Shape*: `home` holds `bin`, `lib` and `share`; `major` is 12 to 18.
record PostgresBinaries(Cache cache, Path home, int major, ServerAccount account) {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String VERSION_FILE = "version";

  static PostgresBinaries unpacked(PostgresArchive archive, Path cacheRoot) {
    return unpacked(archive, cacheRoot, ServerAccount.choose(Folders.ownFolder(cacheRoot)));
  }

  static PostgresBinaries unpacked(PostgresArchive archive, Path cacheRoot, ServerAccount account) {
    Cache cache = new Cache(reachable(Folders.ownFolder(cacheRoot), account));
    Path home =
        cache.folder(
            "postgres-" + archive.contentHash(),
            folder -> {
              try (InputStream content = archive.content()) {
                Tarball.unpack(content, folder);
              }
              Files.writeString(folder.resolve(VERSION_FILE), versionOf(folder));
            });
    return new PostgresBinaries(cache, home, major(home), account);
  }

  /// Root's own cache is often closed to other accounts; then one that survives a restart and is
  /// open to traversal takes its place.
  private static Path reachable(Path cacheRoot, ServerAccount account) {
    if (account.reaches(cacheRoot, cacheRoot)) {
      return cacheRoot;
    }
    return Folders.ownFolder(
        Path.of("/var/tmp").resolve("lockstep-cache-" + System.getProperty("user.name", "root")));
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// Runs one of the programs to its end, as the server's account.
  ///
  /// *Errors*: an [EmbeddedServerException] with the program's own words when it fails.
  void run(String name, List<String> arguments, Path directory) {
    Command outcome = Command.run(account.command(program(name), arguments), directory, LIMIT);
    if (!outcome.succeeded()) {
      throw new EmbeddedServerException(
          "PostgreSQL's %s failed with exit code %d: %s"
              .formatted(name, outcome.exitCode(), outcome.output()));
    }
  }

  /// Returns an initialised cluster and its superuser's password.
  PreparedCluster prepared() {
    List<String> more = new ArrayList<>(List.of("--no-sync"));
    if (major >= 16) {
      // Many rounds protect weak passwords; ours is random, and tests connect thousands of times.
      more.addAll(List.of("--set", "scram_iterations=1"));
    }
    return PreparedCluster.in(
        cache.folder(
            home.getFileName() + "-cluster-quick" + account.user(),
            folder -> initialise(folder.resolve("data"), folder, randomPassword(), more)));
  }

  /// Creates a cluster in a folder that does not exist yet, and leaves the password in the file
  /// `password` of its parent.
  void initialise(Path data, Path parent, String password, List<String> more) throws IOException {
    Path secret = parent.resolve(PreparedCluster.PASSWORD_FILE);
    Path forServer = parent.resolve("password-for-initdb");
    Folders.writeSecret(secret, password);
    Folders.writeSecret(forServer, password);
    Files.createDirectory(data);
    account.own(data);
    account.own(forServer);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + data,
                "--username=" + PostgresServer.USER,
                "--pwfile=" + forServer,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C"));
    arguments.addAll(more);
    try {
      run("initdb", arguments, parent);
    } finally {
      Files.deleteIfExists(forServer);
    }
  }

  static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String versionOf(Path home) {
    Command outcome =
        Command.run(
            List.of(home.resolve("bin").resolve("postgres").toString(), "--version"), home, LIMIT);
    if (!outcome.succeeded()) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL does not run on this machine: " + outcome.output());
    }
    return outcome.output();
  }

  private static int major(Path home) {
    try {
      String[] words = Files.readString(home.resolve(VERSION_FILE)).split("[ .]");
      return Integer.parseInt(words[2]);
    } catch (IOException | ArrayIndexOutOfBoundsException | NumberFormatException failed) {
      throw new EmbeddedServerException(
          "The folder %s is damaged; delete it and try again.".formatted(home), failed);
    }
  }
}
