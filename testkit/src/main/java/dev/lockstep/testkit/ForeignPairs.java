package dev.lockstep.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /// Says what came of a corpus.
  ///
  /// @param failed pairs that failed in one direction at least
  public record Result(int pairs, int failed, List<String> failures) {}

  /// Returns where a corpus is, or null when it is not there.
  public static @Nullable Path corpus(String name) {
    Path folder = Path.of(System.getProperty("lockstep.conformance", ""), name);
    return System.getProperty("lockstep.conformance", "").isEmpty() || !Files.isDirectory(folder)
        ? null
        : folder;
  }

  /// Runs all pairs both ways and prints what is wrong.
  public static Result run(Path corpus, Direction direction) throws IOException {
    Path root = corpus.toRealPath();
    Pattern only = Pattern.compile(System.getProperty("lockstep.conformance.only", ""));
    List<String> failures = new ArrayList<>();
    int pairs = 0;
    int failed = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path pair :
          files.filter(file -> file.endsWith("new.sql")).map(Path::getParent).sorted().toList()) {
        String name = root.relativize(pair).toString();
        if (only.matcher(name).find()) {
          pairs++;
          List<String> wrong = run(name, root, pair, direction);
          failed += wrong.isEmpty() ? 0 : 1;
          failures.addAll(wrong);
        }
      }
    }
    failures.forEach(System.out::println);
    System.out.println(failed + " of " + pairs + " pairs fail");
    return new Result(pairs, failed, failures);
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
