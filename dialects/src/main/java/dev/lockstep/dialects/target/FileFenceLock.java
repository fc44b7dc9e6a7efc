package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.deploy.StatementHash;
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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the fence of a database file as a lock of the operating system on a file beside it.
///
/// *Shape*: the lock dies with the process. The file stays, since deleting it would let two
/// processes lock two files of one name; it tells humans who holds the lock.
public final class FileFenceLock implements FenceLock {
  private final Path database;
  private final Surroundings surroundings;
  private @Nullable FileChannel channel;

  public FileFenceLock(Path database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
  }

  private Path file(String schema) {
    String name = "." + LedgerStyle.NAME + "-" + StatementHash.of(schema).substring(0, 8);
    return database.resolveSibling(database.getFileName() + name);
  }

  @Override
  public boolean tryTake(String schema, String token) {
    try {
      FileChannel opened =
          FileChannel.open(
              file(schema),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!lock(opened)) {
        opened.close();
        return false;
      }
      channel = opened;
      String text =
          surroundings.clock().instant() + "\n" + surroundings.client().written() + "\n" + token;
      opened.truncate(0);
      opened.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      return true;
    } catch (IOException failure) {
      throw new LockstepException(
          ErrorCode.DATABASE_DENIED,
          "Cannot lock the file " + file(schema) + " beside the database.",
          "Let this user write to the folder of the database.",
          failure);
    }
  }

  private static boolean lock(FileChannel opened) throws IOException {
    try {
      FileLock lock = opened.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void free(String schema) {
    FileChannel held = channel;
    channel = null;
    if (held == null) {
      return;
    }
    try {
      held.truncate(0);
      held.close();
    } catch (IOException failure) {
      throw new LockstepException(
          ErrorCode.INTERNAL, "Cannot free the file " + file(schema) + ".", null, failure);
    }
  }

  /// The file says who wrote it last; it is empty again when nobody holds the lock, and a dead
  /// process holds nothing.
  @Override
  public Optional<Holder> holder(String schema) {
    String text;
    try {
      text = Files.readString(file(schema));
    } catch (IOException absent) {
      return Optional.empty();
    }
    String[] lines = text.split("\n", 3);
    if (lines.length < 3 || surroundings.client().life(lines[1]) == ClientProcess.Life.GONE) {
      return Optional.empty();
    }
    String process = lines[1].substring(lines[1].indexOf(' ') + 1).replaceAll(" .*", "");
    return Optional.of(new Holder(lines[2], instant(lines[0]), "process " + process, null));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
