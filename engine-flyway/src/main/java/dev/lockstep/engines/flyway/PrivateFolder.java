package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Is a temporary folder that nobody else can look into, deleted when closed.
///
/// *Errors*: `RESOURCE_EXHAUSTED` when it cannot be written.
final class PrivateFolder implements AutoCloseable {
  private final Path root;

  private PrivateFolder(Path root) {
    this.root = root;
  }

  static PrivateFolder create() {
    try {
      boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] rights =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      return new PrivateFolder(Files.createTempDirectory("lockstep-flyway-", rights).toRealPath());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  Path root() {
    return root;
  }

  /// Writes a file at a relative path.
  Path write(String relative, byte[] content) {
    Path path = root.resolve(relative).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE, "the path \"%s\" leaves its folder".formatted(relative));
    }
    try {
      Files.createDirectories(path.getParent());
      return Files.write(path, content);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static LockstepException failed(IOException e) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "a temporary folder for Flyway cannot be written: " + e.getMessage(),
        "free space in the folder for temporary files, or name another one with"
            + " -Djava.io.tmpdir",
        e);
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + root, e);
    }
  }
}
