package dev.lockstep.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Runs schema pairs that other projects test themselves with: folders with `old.sql` and
/// `new.sql`, and a `setup.sql` for both in the folder or above it.
///
/// *Shape*: the folder that the property `lockstep.conformance` names holds a folder for each
/// corpus. `lockstep.conformance.only` is a regular expression for names of pairs.
public final class ForeignPairs {
  private ForeignPairs() {}

  /// Turns one schema into another.
  public interface Direction {
    /// Returns what is wrong afterwards.
    List<String> converge(List<String> before, List<String> after) throws SQLException;
  }

  /// Runs all pairs of a corpus both ways and prints what is wrong; passes it over where the corpus
  /// is not there.
  ///
  /// *Errors*: `AssertionError` when fewer pairs are there or more of them fail.
  public static void check(String corpus, int fewestPairs, int mostFailures, Direction direction)
      throws IOException {
    Path folder = Path.of(System.getProperty("lockstep.conformance", ""), corpus).toAbsolutePath();
    Assumptions.assumeTrue(
        !System.getProperty("lockstep.conformance", "").isEmpty() && Files.isDirectory(folder),
        "lockstep.conformance names no folder with " + corpus);
    Path root = folder.toRealPath();
    String only = System.getProperty("lockstep.conformance.only", "");
    Pattern wanted = Pattern.compile(only);
    int pairs = 0;
    int failed = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path pair :
          files.filter(file -> file.endsWith("new.sql")).map(Path::getParent).sorted().toList()) {
        String name = root.relativize(pair).toString();
        if (wanted.matcher(name).find()) {
          pairs++;
          List<String> failures = run(name, root, pair, direction);
          failures.forEach(System.out::println);
          failed += failures.isEmpty() ? 0 : 1;
        }
      }
    }
    System.out.println(failed + " of " + pairs + " pairs of " + corpus + " fail");
    if ((only.isEmpty() && pairs < fewestPairs) || failed > mostFailures) {
      throw new AssertionError(failed + " of " + pairs + " pairs of " + corpus + " fail");
    }
  }

  private static List<String> run(String name, Path corpus, Path pair, Direction direction)
      throws IOException {
    List<String> setup = new ArrayList<>();
    for (Path at = pair; at != null && at.startsWith(corpus); at = at.getParent()) {
      Path file = at.resolve("setup.sql");
      if (Files.exists(file)) {
        setup.addFirst(Files.readString(file));
      }
    }
    List<String> old = with(setup, pair.resolve("old.sql"));
    List<String> fresh = with(setup, pair.resolve("new.sql"));
    List<String> failures = new ArrayList<>();
    tried(direction, old, fresh).forEach(failure -> failures.add(name + " forwards " + failure));
    tried(direction, fresh, old).forEach(failure -> failures.add(name + " backwards " + failure));
    return failures;
  }

  private static List<String> tried(Direction direction, List<String> before, List<String> after) {
    try {
      return direction.converge(before, after);
    } catch (SQLException | RuntimeException failed) {
      return List.of(String.valueOf(failed));
    }
  }

  private static List<String> with(List<String> setup, Path file) throws IOException {
    List<String> scripts = new ArrayList<>(setup);
    scripts.add(Files.readString(file));
    return scripts;
  }
}
