package dev.lockstep.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes SQLite databases, each in a folder of its own that vanishes with it.
final class SqliteScratch implements ScratchServer {
  private static final SequencedMap<String, String> CONFINED =
      new TreeMap<>(Map.of("limit_attached", "0"));

  @Override
  public ScratchDatabase create() {
    try {
      Path folder = Files.createTempDirectory("lockstep-scratch-");
      // Statements of a file must not reach other databases, nor write one (VACUUM INTO).
      Properties confined = new Properties();
      CONFINED.forEach(confined::setProperty);
      Address address =
          new Address("jdbc:sqlite:" + folder.resolve("scratch.db"), null, null, CONFINED);
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
