package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is the one folder in which the demo lives; a marker file tells it from anybody else's.
record DemoFolder(Path path) {
  /// Where commands look for the demo when they are started beside it.
  static final String DEFAULT = "lockstep-demo";

  /// Binaries, server and six databases, with some room for what people try.
  static final int NEEDED_MEGABYTES = 250;

  /// What a failed start cleans up behind itself is free again when it is asked.
  private static final long NEARLY_FULL = 80L << 20;

  private static final String MARKER = ".lockstep-demo";

  Path repository() {
    return path.resolve("shop");
  }

  Path server() {
    return path.resolve("postgres");
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  boolean exists() {
    return Files.isRegularFile(path.resolve(MARKER));
  }

  /// Tells whether its disk has no space left to speak of.
  boolean isFull() {
    try {
      return Files.getFileStore(path).getUsableSpace() < NEARLY_FULL;
    } catch (IOException unknown) {
      return false;
    }
  }

  /// Tells whether the demo was built to its end.
  boolean complete() {
    return exists() && Files.isRegularFile(repository().resolve("lockstep.yaml"));
  }

  /// Makes the folder, or takes an empty one.
  ///
  /// *Errors*: `USAGE` when it holds something else.
  void claim() {
    try {
      if (Files.exists(path) && !exists() && !isEmpty()) {
        throw new LockstepException(
            ErrorCode.USAGE,
            path + " exists and is not a demo of Lockstep.",
            "Name another folder with --directory.");
      }
      Files.createDirectories(path);
      Files.writeString(path.resolve(MARKER), "lockstep demo --stop removes this folder\n");
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The folder " + path + " cannot be made: " + e.getMessage() + ".",
          "Name another folder with --directory.",
          e);
    }
  }

  void delete() throws IOException {
    delete(path);
  }

  /// Deletes a folder with everything in it; does not follow links.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }
}
