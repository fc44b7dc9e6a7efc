package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Plays every scenario under `testdata/cli` against a real database; with `-Dscenario=TEXT` those
/// whose names begin so.
@Execution(ExecutionMode.CONCURRENT)
final class CliScenarioTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/testdata/cli");

  @TempDir Path temporary;

  @TestFactory
  List<DynamicTest> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      List<DynamicTest> tests =
          files
              .filter(file ->
                  file.getFileName().toString().startsWith(System.getProperty("scenario", "")))
              .sorted()
              .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)))
              .toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }

  private void play(Path file) throws Exception {
    String expected = Files.readString(file);
    String name = file.getFileName().toString();
    ScenarioRunner runner = new ScenarioRunner(temporary.resolve(name), TestPostgres::database);
    String seen = runner.play(Script.parse(expected)).strip() + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, seen);
    } else {
      assertThat(seen).isEqualTo(expected);
    }
  }
}
