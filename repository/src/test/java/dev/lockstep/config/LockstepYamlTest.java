package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LockstepYamlTest {
  static final Path SCENARIOS = Path.of("src/test/resources/testdata/config");

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> folders = Files.list(SCENARIOS)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void readsEveryScenario(Path scenario) throws IOException {
    byte[] content = Files.readAllBytes(scenario.resolve("lockstep.yaml"));
    String actual = ProjectText.print(LockstepYaml.read("lockstep.yaml", content));
    Path expected = scenario.resolve("expected.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    assertThat(actual).doesNotContain("hunter2-secret").doesNotContain("4711815");
  }
}
