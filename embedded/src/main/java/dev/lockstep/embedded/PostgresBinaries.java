package dev.lockstep.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Holds PostgreSQL's programs, unpacked once into a cache, and a prepared cluster to copy.
///
/// *Shape*: `home` holds `bin`, `lib` and `share`; `major` is 12 to 18. Folders appear in the cache
/// by one atomic rename, so a half-unpacked one is never taken, and of two processes that unpack at
/// once the slower throws its copy away.
record PostgresBinaries(Path home, int major, ServerAccount account) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static PostgresBinaries unpacked(PostgresArchive archive, Path cache) {
    Folders.ownFolder(cache);
    ServerAccount account = ServerAccount.choose(cache);
    Path home = cache.resolve("postgres-" + archive.contentHash());
    if (!Files.isDirectory(home)) {
      unpack(archive, cache, home);
    }
    return new PostgresBinaries(home, majorOf(home), account);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// Returns an initialised cluster with fsync left to its user, and its superuser's password.
  PreparedCluster prepared() {
    Path folder = home.resolveSibling(home.getFileName() + "-cluster");
    if (!Files.isDirectory(folder)) {
      Path fresh = temporary(Folders.parent(folder), "cluster");
      String password = randomPassword();
      initialise(fresh.resolve("data"), fresh, password);
      publish(fresh, folder);
    }
    return PreparedCluster.in(folder);
  }

  /// Creates a cluster in a folder that does not exist yet; `scratch` takes the password file.
  void initialise(Path data, Path scratch, String password) {
    Path secret = scratch.resolve("password");
    try {
      writeSecret(secret, password);
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be written: %s".formatted(scratch, failed.getMessage()), failed);
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
    Command outcome = Command.run(account.command(program("initdb"), arguments), scratch, LIMIT);
    if (!outcome.succeeded()) {
      throw new EmbeddedServerException(
          "PostgreSQL's initdb failed with exit code %d: %s"
              .formatted(outcome.exitCode(), outcome.output()));
    }
  }

  static void writeSecret(Path file, String secret) throws IOException {
    if (Folders.isPosix(Folders.parent(file))) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, secret, StandardCharsets.UTF_8);
  }

  static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void unpack(PostgresArchive archive, Path cache, Path home) {
    Path fresh = temporary(cache, "unpacking");
    try (InputStream content = archive.content()) {
      Tarball.unpack(content, fresh);
    } catch (IOException failed) {
      Folders.deleteQuietly(fresh);
      throw new EmbeddedServerException(
          "PostgreSQL could not be unpacked into %s: %s".formatted(cache, failed.getMessage()),
          failed);
    }
    publish(fresh, home);
  }

  private static Path temporary(Path parent, String purpose) {
    try {
      return Files.createTempDirectory(parent, purpose + "-");
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be written: %s".formatted(parent, failed.getMessage()), failed);
    }
  }

  private static void publish(Path fresh, Path place) {
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      Folders.deleteQuietly(fresh);
      if (!Files.isDirectory(place)) {
        throw new EmbeddedServerException(
            "The folder %s could not be put in place: %s".formatted(place, failed.getMessage()),
            failed);
      }
    }
  }

  private static int majorOf(Path home) {
    Command outcome =
        Command.run(
            List.of(home.resolve("bin").resolve("postgres").toString(), "--version"),
            Folders.parent(home),
            LIMIT);
    String[] words = outcome.output().split("[ .]");
    if (!outcome.succeeded() || words.length < 4) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL does not run on this machine: " + outcome.output());
    }
    return Integer.parseInt(words[2]);
  }
}
