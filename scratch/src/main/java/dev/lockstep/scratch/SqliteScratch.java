package dev.lockstep.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// Makes SQLite databases, each in a folder of its own that vanishes with it.
final class SqliteScratch implements ScratchServer {
  @Override
  public ScratchDatabase create() {
    try {
      Path folder = Files.createTempDirectory("lockstep-scratch-");
      Address address = new Address("jdbc:sqlite:" + folder.resolve("scratch.db"), null, null);
      // Statements of a file must not reach other databases, nor write one (VACUUM INTO).
      Properties confined = new Properties();
      confined.setProperty("limit_attached", "0");
      return new ScratchDatabase(
          DriverManager.getConnection(address.url(), confined),
          address,
          true,
          () -> delete(folder));
    } catch (IOException | SQLException e) {
      throw WarmScratch.impossible(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left lies where the system clears away by itself.
      return;
    }
  }

  @Override
  public void close() {}
}
