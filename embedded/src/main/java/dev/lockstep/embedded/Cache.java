package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// Keeps what is costly to make, each thing in a folder of its own.
///
/// *Shape*: a folder is filled under a temporary name and appears under its own by one atomic
/// rename. A half-filled folder is therefore never taken, and of two processes that fill at once
/// the slower throws its copy away. A file `complete` beside the content holds its size in bytes,
/// so that a folder which a power failure emptied is filled anew.
record Cache(Path root) {
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
  private static final String TEMPORARY = "filling-";
  private static final String COMPLETE = "complete";

  /// Fills an empty folder.
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /// Returns the folder of that name, filled.
  Path folder(String name, Filling filling) {
    Path folder = root.resolve(name);
    if (isComplete(folder)) {
      return folder;
    }
    sweep();
    try {
      Path fresh = Files.createTempDirectory(root, TEMPORARY);
      try {
        Folders.openToTraversal(fresh);
        filling.fill(fresh);
        Files.writeString(fresh.resolve(COMPLETE), Long.toString(bytes(fresh)));
        publish(fresh, folder);
      } finally {
        Folders.deleteQuietly(fresh);
      }
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s could not be filled: %s".formatted(folder, Folders.reason(failed)),
          failed);
    }
    return folder;
  }

  private void publish(Path fresh, Path folder) throws IOException {
    if (Files.isDirectory(folder) && !isComplete(folder)) {
      Path broken = Files.createTempDirectory(root, TEMPORARY).resolve("broken");
      Files.move(folder, broken, StandardCopyOption.ATOMIC_MOVE);
      Folders.deleteQuietly(Folders.parent(broken));
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      if (!isComplete(folder)) {
        throw failed;
      }
    }
  }

  private static boolean isComplete(Path folder) {
    try {
      String recorded = Files.readString(folder.resolve(COMPLETE), StandardCharsets.UTF_8).strip();
      return recorded.equals(Long.toString(bytes(folder)));
    } catch (IOException _) {
      return false;
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files =
        Files.find(
            folder,
            Integer.MAX_VALUE,
            (path, attributes) ->
                attributes.isRegularFile() && !path.equals(folder.resolve(COMPLETE)))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void sweep() {
    Instant limit = Instant.now().minus(ABANDONED_AFTER);
    try (DirectoryStream<Path> abandoned = Files.newDirectoryStream(root, TEMPORARY + "*")) {
      for (Path folder : abandoned) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
          Folders.deleteQuietly(folder);
        }
      }
    } catch (IOException _) {
      // Another process sweeps at the same time; what is left waits for the next one.
    }
  }
}
