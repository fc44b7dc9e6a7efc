package dev.lockstep.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes SQLite databases in a folder of its own, which vanishes with it.
public final class SqliteScratch implements ScratchServer {
  private final AtomicLong names = new AtomicLong();
  private @Nullable Path folder;

  @Override
  public synchronized Address createNamed() {
    try {
      Path own = folder;
      if (own == null) {
        own = Files.createTempDirectory("lockstep-scratch-");
        folder = own;
      }
      return new Address(
          "jdbc:sqlite:" + own.resolve("scratch_" + names.incrementAndGet() + ".db"), null, null);
    } catch (IOException e) {
      throw EmbeddedScratch.impossible(e);
    }
  }

  @Override
  public ScratchDatabase connect(Address address) {
    try {
      return new ScratchDatabase(DriverManager.getConnection(address.url()), true);
    } catch (SQLException e) {
      throw EmbeddedScratch.impossible(e);
    }
  }

  @Override
  public synchronized void close() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left lies where the system clears away by itself.
      return;
    } finally {
      folder = null;
    }
  }
}
