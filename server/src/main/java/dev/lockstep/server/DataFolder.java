package dev.lockstep.server;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Is the folder that one server keeps its things in, held by it while it works.
///
/// *Shape*: `postgres` for an embedded database, `keyset.json` with what encrypts secrets,
/// `server.lock` with the number of the process that holds it.
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Takes a folder, which is made when it is not there.
  ///
  /// *Errors*: `RESOURCE_EXHAUSTED` when it cannot be written, `USAGE` when another server has it.
  static DataFolder take(Path path) {
    try {
      Files.createDirectories(path);
      Path file = path.resolve("server.lock");
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      @Nullable FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw new LockstepException(
            ErrorCode.USAGE,
            "Another server works with the folder " + path + process(file) + ".",
            "Stop that one, or name another folder with --data.");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new DataFolder(path, channel);
    } catch (IOException failed) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The folder " + path + " cannot be written: " + failed.getMessage(),
          "Name another one with --data.",
          failed);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  private static String process(Path file) throws IOException {
    String process = Files.readString(file).strip();
    return process.isEmpty() ? "" : " (process " + process + ")";
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path keyset() {
    return path.resolve("keyset.json");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The lock ends with the process at the latest.
    }
  }
}
