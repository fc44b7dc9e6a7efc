package dev.lockstep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Creates, copies and deletes folders of this room.
final class Folders {
  private Folders() {}

  /// Creates a folder whose content only this user can list and change, or takes an existing one of
  /// this user's.
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
        openToTraversal(folder);
      } catch (FileAlreadyExistsException _) {
        checkOwn(folder);
      }
      return folder;
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s could not be created: %s".formatted(folder, reason(failed)), failed);
    }
  }

  private static void checkOwn(Path folder) throws IOException {
    boolean own =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && userOf(folder) == thisUser();
    if (!own) {
      throw new EmbeddedServerException(
          "The folder %s belongs to someone else or is a link; remove it or name another one."
              .formatted(folder));
    }
  }

  /// Returns the number of the user that owns a file.
  static int userOf(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static int thisUser() throws IOException {
    Path file = Files.createTempFile("lockstep", ".owner");
    try {
      return userOf(file);
    } finally {
      Files.delete(file);
    }
  }

  /// Lets other accounts pass through a folder without listing it: a server that runs as another
  /// account must reach its own data below.
  static void openToTraversal(Path folder) throws IOException {
    if (isPosix(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
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

  /// Writes a file that only this user can read.
  static void writeSecret(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    if (isPosix(parent(file))) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, secret, StandardCharsets.UTF_8);
  }

  /// Copies a tree with its permissions; the destination must not exist.
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return copied(folder);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return copied(file);
          }

          private FileVisitResult copied(Path path) throws IOException {
            Files.copy(
                path,
                to.resolve(from.relativize(path).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Deletes a tree without following links; what vanishes meanwhile is no failure.
  static void delete(Path folder) throws IOException {
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
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
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
  }

  static void deleteQuietly(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException _) {
      // A leftover of a server that is gone; the next start sweeps it away.
    }
  }

  /// Turns a file system's terse message, often only a path, into words.
  static String reason(IOException failed) {
    return switch (failed) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> String.valueOf(failed.getMessage());
    };
  }
}
