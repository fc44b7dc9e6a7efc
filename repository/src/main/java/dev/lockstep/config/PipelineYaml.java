package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.PipelineCheck;
import java.util.Optional;

/// Reads pipelines.
///
/// *Errors*: everything that is wrong is reported at once, what is only found by looking at the
/// whole among it: names that nothing bears, two steps with one id.
///
/// *Units*: a file has at most 1 MiB, which is checked before it is parsed.
///
/// *Shape*: a file whose root has the key `pipeline` is in Harness' form, any other one in
/// Lockstep's own.
///
/// *Source*: `docs/schemas/pipeline.schema.json` and `docs/schemas/harness-pipeline.schema.json`,
/// of which the program carries copies.
public final class PipelineYaml {
  /// How the names of such files end.
  public static final String SUFFIX = ".pipeline.yaml";

  private static final String SCHEMA = "pipeline.schema.json";
  private static final String HARNESS = "harness-pipeline.schema.json";

  private PipelineYaml() {}

  /// Reads the content of a file.
  ///
  /// @param file its path, for faults
  public static Reading<Pipeline> read(String file, byte[] content) {
    Faults faults = new Faults(file);
    Optional<Mapping> root =
        CheckedYaml.read(content, faults, mapping -> isHarness(mapping) ? HARNESS : SCHEMA);
    if (!faults.isEmpty() || root.isEmpty()) {
      return new Reading.Faulty<>(faults.all());
    }
    Fields fields = new Fields(root.get());
    Pipeline pipeline =
        isHarness(root.get())
            ? new HarnessBinder(file, faults).bind(fields)
            : new PipelineBinder(file, faults).bind(fields);
    if (faults.isEmpty()) {
      PipelineCheck.check(pipeline).forEach(problem -> add(problem, faults));
    }
    return faults.isEmpty() ? new Reading.Complete<>(pipeline) : new Reading.Faulty<>(faults.all());
  }

  private static boolean isHarness(Mapping root) {
    return root.find("pipeline").isPresent();
  }

  private static void add(PipelineCheck.Problem problem, Faults faults) {
    faults.add(
        problem.rule(),
        new YamlNode.Place(problem.place().line(), problem.place().column()),
        problem.message(),
        problem.known().isEmpty()
            ? null
            : Words.nearest(problem.wrong(), problem.known())
                .map(meant -> "Did you mean " + meant + "?")
                .orElse("There is " + Words.allOf(problem.known()) + "."));
  }

  /// Returns the JSON Schema that files in Harness' form are held against.
  public static String harnessSchema() {
    return CheckedYaml.jsonSchema(HARNESS);
  }

  /// Returns the JSON Schema that files in Lockstep's own form are held against.
  public static String jsonSchema() {
    return CheckedYaml.jsonSchema(SCHEMA);
  }
}
