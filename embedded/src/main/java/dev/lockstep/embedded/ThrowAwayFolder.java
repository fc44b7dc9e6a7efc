package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Holds the files of one throw-away server.
///
/// *Shape*: `data` for the database, `server.log`, `ended` once the server is gone, and `owner`
/// with the id and start of the process that keeps the server. Folders whose owner is gone are
/// swept away when the next server starts, and a server that outlived its owner with them.
record ThrowAwayFolder(Path path) {
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
  private static final String PREFIX = "server-";

  static ThrowAwayFolder create(Path root) {
    Folders.ownFolder(root);
    sweep(root);
    try {
      Path path = Files.createTempDirectory(root, PREFIX);
      Folders.openToTraversal(path);
      return new ThrowAwayFolder(path);
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be written: %s".formatted(root, Folders.reason(failed)), failed);
    }
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  Path owner() {
    return path.resolve("owner");
  }

  Path ended() {
    return path.resolve("ended");
  }

  void recordOwner(ProcessHandle owner) {
    try {
      Files.writeString(owner(), identity(owner));
    } catch (IOException _) {
      // Without the note the folder is swept by age.
    }
  }

  static void sweep(Path root) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isAbandoned(new ThrowAwayFolder(folder))) {
          endServer(folder);
          Folders.deleteQuietly(folder);
        }
      }
    } catch (IOException _) {
      // Another process sweeps at the same time; what is left waits for the next one.
    }
  }

  private static boolean isAbandoned(ThrowAwayFolder folder) throws IOException {
    if (Files.exists(folder.owner())) {
      String noted = Files.readString(folder.owner());
      String number = noted.substring(0, Math.max(0, noted.indexOf(' ')));
      return number.isEmpty()
          || ProcessHandle.of(Long.parseLong(number))
              .filter(ServerProcess::runs)
              .filter(process -> identity(process).equals(noted))
              .isEmpty();
    }
    Instant limit = Instant.now().minus(ABANDONED_AFTER);
    return Files.getLastModifiedTime(folder.path()).toInstant().isBefore(limit);
  }

  private static void endServer(Path folder) {
    ServerProcess.in(folder.resolve("data"), folder.toString()).ifPresent(ServerProcess::end);
  }

  private static String identity(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + " " + start.map(Instant::toEpochMilli).orElse(0L);
  }

  List<String> logLines() {
    try {
      return Files.readAllLines(log(), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return List.of();
    }
  }
}
