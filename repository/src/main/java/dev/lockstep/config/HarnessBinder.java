package dev.lockstep.config;

import dev.lockstep.config.HarnessSteps.Told;
import dev.lockstep.config.HarnessStrategies.Back;
import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Node.About;
import dev.lockstep.pipeline.Node.Kind;
import dev.lockstep.pipeline.Node.Parallel;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Node.Step;
import dev.lockstep.pipeline.Notice;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Pipeline.Concurrency;
import dev.lockstep.pipeline.Variable;
import dev.lockstep.pipeline.When;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a pipeline of what a file in Harness' form says.
///
/// *Shape*: what Lockstep cannot do is a fault, what changes nothing a remark; `docs/harness.md`
/// lists both.
final class HarnessBinder {
  private static final List<String> STAGES = List.of("Approval", "Custom", "Deployment");

  /// What would repeat a stage, or put something else in its place.
  private static final List<String> REPEATING =
      List.of("services", "environments", "environmentGroup", "multiDeploymentConfig");

  private final String file;
  private final Faults faults;
  private final Remarks remarks = new Remarks();
  private final HarnessTexts texts;
  private final HarnessVariables variables;
  private final HarnessStrategies strategies;
  private final HarnessLoops loops;
  private final HarnessSteps steps;
  private final List<String> stageIds = new ArrayList<>();
  private int unnamed;

  HarnessBinder(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
    this.texts = new HarnessTexts(faults, remarks);
    this.variables = new HarnessVariables(faults, remarks, texts);
    this.strategies = new HarnessStrategies(faults, remarks);
    this.loops = new HarnessLoops(faults, remarks, texts);
    this.steps = new HarnessSteps(faults, remarks, texts, variables);
  }

  Pipeline bind(Fields root) {
    Fields fields = root.map("pipeline").orElseThrow();
    isTemplate(fields);
    remarks.ignored(
        fields,
        "orgIdentifier",
        "projectIdentifier",
        "delegateSelectors",
        "flowControl",
        "properties",
        "allowStageExecutions",
        "fixedInputsOnRerun");
    String id = fields.textOr("identifier", "");
    String name = fields.textOr("name", id);
    About about =
        new About(
            id,
            name,
            Texts.place(fields.mapping().place()),
            null,
            List.of(),
            null,
            PipelineBinder.duration(fields, "timeout"));
    List<Variable> declared = variables.ofPipeline(fields);
    Series whole =
        new Series(about, Kind.PIPELINE, null, declared, stages(fields.maps("stages")), List.of());
    List<Notice> notices =
        new HarnessNotices(faults, remarks, texts).bind(fields.maps("notificationRules"), stageIds);
    return new Pipeline(
        id,
        name,
        file,
        texts.inputs(),
        whole,
        List.of(),
        Concurrency.QUEUE,
        notices,
        remarks.all());
  }

  private List<Node> stages(List<Fields> wrapped) {
    return wrapped.stream().map(this::stage).toList();
  }

  private Node stage(Fields wrapped) {
    Entry only = only(wrapped, "stage or parallel");
    if (only == null) {
      return nothing(wrapped.mapping().place());
    }
    if (only.key().text().equals("parallel")) {
      return new Parallel(unnamed(only.key().place()), stages(wrapped.maps("parallel")));
    }
    Fields fields = new Fields((Mapping) only.value());
    Scalar type = fields.scalar("type").orElse(null);
    if (isTemplate(fields) || !isKnown(fields, type)) {
      return nothing(fields.mapping().place());
    }
    String id = fields.textOr("identifier", "");
    stageIds.add(id);
    Fields spec = fields.map("spec").orElseThrow();
    Fields execution = spec.map("execution").orElseThrow();
    about(fields, spec);
    String path = "stages." + id;
    boolean back = !execution.maps("rollbackSteps").isEmpty();
    return series(fields, execution, Kind.STAGE, path, new Back(back, back));
  }

  private boolean isKnown(Fields stage, @Nullable Scalar type) {
    if (type == null) {
      faults.add(
          "missing-key", stage.mapping().place(), "The stage lacks the key type.", "Add it.");
      return false;
    }
    if (!STAGES.contains(type.text())) {
      faults.add(
          "unknown-stage-type",
          type.place(),
          "The stage type " + Words.quote(type.text()) + " is none that Lockstep runs.",
          Words.nearest(type.text(), STAGES).map(near -> "Did you mean " + near + "? ").orElse("")
              + "There is "
              + Words.allOf(STAGES)
              + ".");
      return false;
    }
    return true;
  }

  /// Notes what a stage says of things that Lockstep does not do.
  private void about(Fields stage, Fields spec) {
    remarks.ignored(stage, "skipInstances");
    remarks.ignored(
        spec,
        "deploymentType",
        "service",
        "serviceConfig",
        "environment",
        "infrastructure",
        "deploymentMetadata",
        "customDeploymentRef",
        "gitOpsEnabled",
        "serviceDependencies");
    for (String key : REPEATING) {
      spec.mapping()
          .find(key)
          .ifPresent(entry ->
              faults.add(
                  "unsupported",
                  entry.key().place(),
                  "A stage is not repeated by its " + key + ".",
                  "Repeat it by a strategy."));
    }
    stage
        .map("runMode")
        .flatMap(mode -> mode.scalar("type"))
        .filter(mode -> mode.text().equals("Manual"))
        .ifPresent(mode ->
            faults.add(
                "unsupported",
                mode.place(),
                "No stage waits for somebody to begin it.",
                "Begin it with a step HarnessApproval."));
  }

  /// @param of what has the steps
  private Series series(Fields fields, Fields of, Kind kind, String path, Back back) {
    return new Series(
        about(fields, path, back),
        kind,
        null,
        variables.of(fields, path),
        parts(of.maps("steps"), path + ".steps", back),
        // What takes back is not taken back itself.
        parts(of.maps("rollbackSteps"), path + ".rollbackSteps", new Back(false, false)));
  }

  private List<Node> parts(List<Fields> wrapped, String path, Back back) {
    return wrapped.stream().map(one -> part(one, path, back)).toList();
  }

  private Node part(Fields wrapped, String path, Back back) {
    Entry only = only(wrapped, "step, stepGroup or parallel");
    return switch (only == null ? "" : only.key().text()) {
      case "step" -> step(wrapped.map("step").orElseThrow(), path, back);
      case "stepGroup" -> group(wrapped.map("stepGroup").orElseThrow(), path, back);
      case "parallel" ->
          new Parallel(
              unnamed(wrapped.mapping().place()), parts(wrapped.maps("parallel"), path, back));
      default -> nothing(wrapped.mapping().place());
    };
  }

  private Node group(Fields fields, String path, Back back) {
    if (isTemplate(fields)) {
      return nothing(fields.mapping().place());
    }
    String id = fields.textOr("identifier", "");
    if (fields.mapping().find("steps").isEmpty()) {
      faults.add(
          "missing-key",
          fields.mapping().place(),
          "The group " + id + " lacks the key steps.",
          "Add it.");
    }
    remarks.ignored(fields, "stepGroupInfra", "sharedPaths", "platform");
    Back inner = new Back(back.stage(), !fields.maps("rollbackSteps").isEmpty());
    return series(fields, fields, Kind.GROUP, path + "." + id, inner);
  }

  private Node step(Fields fields, String path, Back back) {
    if (isTemplate(fields)) {
      return nothing(fields.mapping().place());
    }
    Scalar type = fields.scalar("type").orElse(null);
    if (type == null) {
      faults.add(
          "missing-key", fields.mapping().place(), "The step lacks the key type.", "Add it.");
      return nothing(fields.mapping().place());
    }
    remarks.ignored(fields, "contextType", "resources");
    String here = path + "." + fields.textOr("identifier", "");
    Told told = steps.bind(type, fields, here);
    About about = about(fields, here, back);
    return told == null
        ? nothing(fields.mapping().place())
        : new Step(
            about,
            told.type(),
            told.settings(),
            fields.map("enforce").stream()
                .flatMap(enforce -> enforce.scalars("policySets").stream())
                .filter(set -> texts.isWritten(set, "A set of policies"))
                .map(Scalar::text)
                .toList());
  }

  private About about(Fields fields, String path, Back back) {
    remarks.ignored(fields, "delegateSelectors");
    String id = fields.textOr("identifier", "");
    return new About(
        id,
        fields.textOr("name", id),
        Texts.place(fields.mapping().place()),
        when(fields),
        strategies.bind(fields, back),
        loops.bind(fields, path),
        PipelineBinder.duration(fields, "timeout"));
  }

  private @Nullable When when(Fields fields) {
    Fields when = fields.map("when").orElse(null);
    if (when == null) {
      return null;
    }
    When.Outcome outcome =
        switch (when.textOr("stageStatus", when.textOr("pipelineStatus", ""))) {
          case "Failure" -> When.Outcome.FAILURE;
          case "All" -> When.Outcome.ANY;
          default -> When.Outcome.SUCCESS;
        };
    return texts.when(outcome, when.scalar("condition").orElse(null), when.mapping().place());
  }

  /// Returns the one key of a map that says what is in it; null when there is none.
  private @Nullable Entry only(Fields wrapped, String kinds) {
    List<Entry> entries = wrapped.mapping().entries();
    Entry only = entries.size() == 1 ? entries.getFirst() : null;
    if (only == null || only.key().text().equals("insert")) {
      faults.add(
          only == null ? (entries.isEmpty() ? "missing-key" : "two-kinds") : "unsupported",
          wrapped.mapping().place(),
          only == null
              ? "Each entry has one key, " + kinds + "."
              : "There is no template here that fills what insert leaves open.",
          only == null ? "Give each a dash of its own." : "Remove it.");
      return null;
    }
    return only;
  }

  private boolean isTemplate(Fields fields) {
    Entry template = fields.mapping().find("template").orElse(null);
    if (template != null) {
      faults.add(
          "unsupported",
          template.key().place(),
          "Templates of Harness are not read.",
          "Write out what the template holds.");
    }
    return template != null;
  }

  private Parallel nothing(Place place) {
    return new Parallel(unnamed(place), List.of());
  }

  private About unnamed(Place place) {
    unnamed++;
    String id = "parallel_" + unnamed;
    return new About(id, id, Texts.place(place), null, List.of(), null, null);
  }
}
