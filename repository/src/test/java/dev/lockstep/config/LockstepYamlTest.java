package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class LockstepYamlTest {
  static final Scenarios SCENARIOS = Scenarios.in("testdata/config");

  @TestFactory
  Stream<DynamicTest> readsEveryScenario() throws IOException {
    return SCENARIOS.tests(scenario -> {
      byte[] content = Files.readAllBytes(scenario.path("lockstep.yaml"));
      String actual = ProjectText.print(LockstepYaml.read("lockstep.yaml", content));
      scenario.verify("expected.txt", actual);
      assertThat(actual).doesNotContain("hunter2-secret").doesNotContain("4711815");
    });
  }
}
