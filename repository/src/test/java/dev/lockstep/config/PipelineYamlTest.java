package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.error.Fault;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads pipelines, whole ones and faulty ones.
final class PipelineYamlTest {
  private static final Scenarios SCENARIOS = Scenarios.in("testdata/pipeline");

  private final Schema independent =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(PipelineYaml.jsonSchema());

  @TestFactory
  Stream<DynamicTest> readsEveryScenario() {
    return SCENARIOS.tests(PipelineYamlTest::reads);
  }

  static void reads(Scenario scenario) throws IOException {
    byte[] content = Files.readAllBytes(scenario.path("x.pipeline.yaml"));
    String actual =
        switch (PipelineYaml.read("x.pipeline.yaml", content)) {
          case Reading.Complete<Pipeline>(Pipeline pipeline) -> PipelineText.print(pipeline);
          case Reading.Faulty<Pipeline>(var faults) ->
              faults.stream().map(PipelineYamlTest::told).collect(Collectors.joining());
        };
    scenario.verify("expected.txt", actual);
  }

  private static String told(Fault fault) {
    String nextStep = fault.nextStep();
    return fault.rule()
        + "  "
        + fault.describe()
        + "\n"
        + (nextStep == null ? "" : "    → " + nextStep + "\n");
  }

  @TestFactory
  Stream<DynamicTest> agreesWithAnIndependentValidator() {
    return SCENARIOS.tests(scenario -> {
      scenario.path("expected.txt");
      String text = Files.readString(scenario.path("x.pipeline.yaml"), StandardCharsets.ISO_8859_1);
      JsonSchemaTest.compare(text, PipelineYaml.jsonSchema(), independent);
    });
  }

  @Test
  void usesTheSchemaThatIsPublished() throws IOException {
    assertThat(PipelineYaml.jsonSchema())
        .isEqualTo(Files.readString(Path.of("../docs/schemas/pipeline.schema.json")));
  }

  @Test
  void theExampleOfTheDocumentationIsTheOneThatIsRead() throws IOException {
    String documentation = Files.readString(Path.of("../docs/pipelines.md"));
    int start = documentation.indexOf("```yaml\n") + "```yaml\n".length();
    assertThat(documentation.substring(start, documentation.indexOf("```", start)))
        .isEqualTo(
            Files.readString(
                Path.of(
                    "src/test/resources/testdata/pipeline/example-of-the-docs/x.pipeline.yaml")));
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] large = "name: x\n# ".concat("x".repeat(10 << 20)).getBytes(StandardCharsets.UTF_8);
    assertThat(PipelineYaml.read("x.pipeline.yaml", large)).isInstanceOf(Reading.Faulty.class);
  }
}
