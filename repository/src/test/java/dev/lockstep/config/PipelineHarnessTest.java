package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads pipelines in Harness' form, whole ones and faulty ones.
final class PipelineHarnessTest {
  private static final Scenarios SCENARIOS = Scenarios.in("testdata/harness");

  private final Schema independent =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(PipelineYaml.harnessSchema());

  @TestFactory
  Stream<DynamicTest> readsEveryScenario() {
    return SCENARIOS.tests(PipelineYamlTest::reads);
  }

  @TestFactory
  Stream<DynamicTest> agreesWithAnIndependentValidator() {
    return SCENARIOS.tests(scenario -> {
      scenario.path("expected.txt");
      String text = Files.readString(scenario.path("x.pipeline.yaml"), StandardCharsets.ISO_8859_1);
      JsonSchemaTest.compare(text, PipelineYaml.harnessSchema(), independent);
    });
  }

  @Test
  void usesTheSchemaThatIsPublished() throws IOException {
    assertThat(PipelineYaml.harnessSchema())
        .isEqualTo(Files.readString(Path.of("../docs/schemas/harness-pipeline.schema.json")));
  }

  @Test
  void readsWhatNestsDeep() {
    assertThat(PipelineYaml.read("x.pipeline.yaml", nested(9)))
        .isInstanceOf(Reading.Complete.class);
    assertThat(PipelineYaml.read("x.pipeline.yaml", nested(400)))
        .isInstanceOf(Reading.Faulty.class);
  }

  /// Returns a pipeline with so many groups in one another.
  private static byte[] nested(int groups) {
    StringBuilder text = new StringBuilder("pipeline: {name: x, identifier: x, stages: [{stage: {");
    text.append("name: s, identifier: s, type: Custom, spec: {execution: {steps: [");
    for (int i = 0; i < groups; i++) {
      text.append("{stepGroup: {name: g, identifier: g, steps: [");
    }
    text.append("{step: {name: w, identifier: w, type: Wait, spec: {duration: 1s}}}");
    text.append("]}}".repeat(groups)).append("]}}}}]}\n");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsNoEndlessInputs() {
    String calls = "<+input>.default(" + ")".repeat(900_000);
    String many = "{x: <+input>}, ".repeat(60_000);
    for (String value : List.of(calls, "[" + many.substring(0, many.length() - 2) + "]")) {
      String text =
          new String(nested(0), StandardCharsets.UTF_8)
              .replace("type: Wait", "type: Wait, strategy: {matrix: {a: VALUE}}")
              .replace("VALUE", value.startsWith("[") ? value : "\"" + value + "\"");
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThat(PipelineYaml.read("x.pipeline.yaml", content))
                  .isInstanceOf(Reading.Faulty.class));
    }
  }

  @Test
  void neverFailsInAnotherWayThanByFaults() throws IOException {
    Random random = new Random(4711);
    List<String> pieces =
        List.of("<+input>", "<+", ">", "]", "{", "\n", ": ", "- ", "1", "\"", ".regex(", "x", "~");
    for (Path file : scenarioFiles()) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      for (int round = 0; round < 200; round++) {
        StringBuilder broken = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
          int at = random.nextInt(broken.length());
          int end = Math.min(broken.length(), at + random.nextInt(20));
          broken.replace(at, end, pieces.get(random.nextInt(pieces.size())));
        }
        Reading<Pipeline> reading =
            PipelineYaml.read(
                "x.pipeline.yaml", broken.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isNotNull();
      }
    }
  }

  private static List<Path> scenarioFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/testdata/harness"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
