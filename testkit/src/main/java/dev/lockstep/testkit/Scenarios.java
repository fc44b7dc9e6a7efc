package dev.lockstep.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/// Turns the folders below one folder of `src/test/resources` into tests.
///
/// *Errors*: a test fails when it leaves a file of its scenario unused; the list fails when the
/// folder is missing or empty or holds a file beside the scenarios.
public final class Scenarios {
  private final Path root;

  private Scenarios(Path root) {
    this.root = root;
  }

  /// Points at a folder of this module's test resources, for example `testdata/split`.
  public static Scenarios in(String folder) {
    return at(Path.of("src", "test", "resources").resolve(folder));
  }

  /// Points at any folder of scenarios.
  public static Scenarios at(Path root) {
    return new Scenarios(root);
  }

  /// Makes one test of each scenario, for a method marked `@TestFactory`.
  public Stream<DynamicTest> tests(ThrowingConsumer<Scenario> test) {
    return list().stream().map(scenario -> dynamicTest(scenario.name(), () -> run(scenario, test)));
  }

  private static void run(Scenario scenario, ThrowingConsumer<Scenario> test) throws Throwable {
    test.accept(scenario);
    List<String> orphans = scenario.orphans();
    if (!orphans.isEmpty()) {
      throw new AssertionError(
          "The scenario %s holds files that no test reads: %s"
              .formatted(scenario.name(), String.join(", ", orphans)));
    }
  }

  /// Lists the scenarios by name.
  public List<Scenario> list() {
    List<Path> children = children();
    List<String> strays =
        children.stream()
            .filter(child -> !Files.isDirectory(child))
            .map(child -> child.getFileName().toString())
            .toList();
    if (!strays.isEmpty()) {
      throw new AssertionError(
          "%s holds files outside any scenario: %s".formatted(root, String.join(", ", strays)));
    }
    if (children.isEmpty()) {
      throw new AssertionError("%s holds no scenario.".formatted(root));
    }
    return children.stream()
        .map(child -> new Scenario(child.getFileName().toString(), child))
        .toList();
  }

  private List<Path> children() {
    try (Stream<Path> children = Files.list(root)) {
      return children.sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("%s cannot be read.".formatted(root), failed);
    }
  }
}
