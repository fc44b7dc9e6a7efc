package dev.lockstep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Creates, copies and deletes folders of this room.
final class Folders {
  private Folders() {}

  /// Creates a folder that only this user can enter, or takes an existing one of this user's.
  ///
  /// *Errors*: an [EmbeddedServerException] when someone else owns the folder or it is a link, as
  /// could be planted in a place that all users can write to.
  static Path ownFolder(Path folder) {
    try {
      Files.createDirectories(parent(folder));
      if (!isPosix(parent(folder))) {
        return Files.createDirectories(folder);
      }
      try {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (java.nio.file.FileAlreadyExistsException _) {
        checkOwn(folder);
      }
      return folder;
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s could not be created: %s".formatted(folder, failed.getMessage()), failed);
    }
  }

  private static void checkOwn(Path folder) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean own = attributes.owner().getName().equals(System.getProperty("user.name"));
    if (!attributes.isDirectory() || !own) {
      throw new EmbeddedServerException(
          "The folder %s belongs to someone else or is no folder; remove it or name another one."
              .formatted(folder));
    }
  }

  /// Returns the folder that holds a path; a root is its own.
  static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path : parent;
  }

  static boolean isPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }

  /// Copies a tree with its permissions; the destination must not exist.
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                folder,
                to.resolve(from.relativize(folder).toString()),
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Deletes a tree without following links; what vanishes meanwhile is no failure.
  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed)
                throws IOException {
              if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException _) {
      // Someone else deleted it first, which is what was wanted.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static void deleteQuietly(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      delete(folder);
    } catch (UncheckedIOException _) {
      // A leftover of a server that is gone; the next start sweeps it away.
    }
  }
}
