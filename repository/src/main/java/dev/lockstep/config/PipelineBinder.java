package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.pipeline.Input;
import dev.lockstep.pipeline.Loop;
import dev.lockstep.pipeline.Loop.Over;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Node.About;
import dev.lockstep.pipeline.Node.Kind;
import dev.lockstep.pipeline.Node.Parallel;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Node.Step;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Pipeline.Concurrency;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.Variable;
import dev.lockstep.pipeline.When;
import dev.lockstep.project.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Makes a pipeline of what a file in Lockstep's own form says.
final class PipelineBinder {
  private final String file;
  private final Faults faults;
  private final Texts texts;
  private final StrategyBinder strategies;
  private int unnamed;

  PipelineBinder(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
    this.texts = new Texts(faults);
    this.strategies = new StrategyBinder(faults);
  }

  Pipeline bind(Fields root) {
    String name = root.textOr("name", "");
    String id = root.textOr("id", identifier(name));
    About about =
        new About(
            id,
            name,
            Texts.place(root.mapping().place()),
            null,
            strategies.bind(root),
            null,
            duration(root, "timeout"));
    Series whole =
        new Series(
            about, Kind.PIPELINE, null, variables(root), stages(root.maps("stages")), List.of());
    TriggerBinder triggers = new TriggerBinder(faults, texts);
    return new Pipeline(
        id,
        name,
        file,
        inputs(root),
        whole,
        triggers.triggers(root.maps("on")),
        word(root, "concurrency", Concurrency.class, Concurrency.QUEUE),
        triggers.notices(root.maps("notify")),
        List.of());
  }

  private List<Input> inputs(Fields root) {
    Mapping declared = root.map("inputs").map(Fields::mapping).orElse(null);
    if (declared == null) {
      return List.of();
    }
    List<Input> inputs = new ArrayList<>();
    for (Entry entry : declared.entries()) {
      Fields fields =
          new Fields(
              entry.value() instanceof Mapping mapping
                  ? mapping
                  : new Mapping(entry.value().place(), List.of()));
      inputs.add(
          new Input(
              entry.key().text(),
              word(fields, "type", Input.Type.class, Input.Type.TEXT),
              fields.scalar("default").map(texts::template).orElse(null),
              fields.scalars("allowed").stream().map(Scalar::text).toList(),
              fields.text("pattern"),
              fields.textOr("description", ""),
              Texts.place(entry.key().place())));
    }
    return inputs;
  }

  private List<Variable> variables(Fields fields) {
    return fields.map("variables").stream()
        .flatMap(map -> map.mapping().entries().stream())
        .filter(entry -> entry.value() instanceof Scalar)
        .map(entry ->
            new Variable(
                entry.key().text(),
                texts.template((Scalar) entry.value()),
                Texts.place(entry.key().place())))
        .toList();
  }

  private List<Node> stages(List<Fields> stages) {
    return stages.stream().map(this::stage).toList();
  }

  private Node stage(Fields fields) {
    boolean isStage = fields.scalar("stage").isPresent();
    boolean isParallel = fields.mapping().find("parallel").isPresent();
    if (isStage == isParallel) {
      faults.add(
          isStage ? "two-kinds" : "missing-key",
          fields.mapping().place(),
          isStage
              ? "A stage has steps, or stages side by side, but not both."
              : "The stage lacks the key stage.",
          "Write - stage: NAME, or - parallel: with stages below it.");
    }
    if (isParallel) {
      return new Parallel(unnamed(fields), stages(fields.maps("parallel")));
    }
    String id = fields.textOr("stage", "");
    if (fields.mapping().find("steps").isEmpty()) {
      faults.add(
          "missing-key",
          fields.mapping().place(),
          "The stage " + id + " lacks the key steps.",
          null);
    }
    return new Series(
        about(fields, id),
        Kind.STAGE,
        fields.scalar("environment").map(texts::template).orElse(null),
        variables(fields),
        steps(fields.maps("steps")),
        steps(fields.maps("takeBack")));
  }

  private List<Node> steps(List<Fields> steps) {
    return steps.stream().map(this::step).toList();
  }

  private Node step(Fields fields) {
    List<Entry> kinds =
        fields.mapping().entries().stream().filter(entry -> isKind(entry.key().text())).toList();
    if (kinds.size() != 1) {
      faults.add(
          kinds.isEmpty() ? "missing-key" : "two-kinds",
          fields.mapping().place(),
          kinds.isEmpty()
              ? "The step does not say what it is."
              : "The step is "
                  + Words.allOf(kinds.stream().map(kind -> kind.key().text()).toList())
                  + " at once.",
          "Begin each step with one of "
              + Words.anyOf(Arrays.stream(StepType.values()).map(StepType::word).toList())
              + ", group or parallel.");
      return new Parallel(unnamed(fields), List.of());
    }
    Entry kind = kinds.getFirst();
    return switch (kind.key().text()) {
      case "parallel" -> new Parallel(unnamed(fields), steps(fields.maps("parallel")));
      case "group" -> group(fields);
      default -> step(fields, kind);
    };
  }

  private static boolean isKind(String key) {
    return key.equals("parallel") || key.equals("group") || StepType.named(key).isPresent();
  }

  private Node group(Fields fields) {
    String id = fields.textOr("group", "");
    if (fields.mapping().find("steps").isEmpty()) {
      faults.add(
          "missing-key",
          fields.mapping().place(),
          "The group " + id + " lacks the key steps.",
          null);
    }
    return new Series(
        about(fields, id),
        Kind.GROUP,
        null,
        variables(fields),
        steps(fields.maps("steps")),
        steps(fields.maps("takeBack")));
  }

  private Step step(Fields fields, Entry kind) {
    StepType type = StepType.named(kind.key().text()).orElseThrow();
    Setting.Fields settings =
        switch (kind.value()) {
          case Mapping mapping -> texts.fields(mapping);
          case Scalar scalar when scalar.kind() != Scalar.Kind.NULL -> one(type, scalar);
          case Scalar _, Sequence _ -> Setting.Fields.NONE;
        };
    StepNeeds.check(type, settings, kind.key(), faults);
    return new Step(
        about(fields, type.word()),
        type,
        settings,
        fields.scalars("policies").stream().map(Scalar::text).toList());
  }

  private Setting.Fields one(StepType type, Scalar scalar) {
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    settings.put(StepNeeds.main(type), texts.setting(scalar));
    return new Setting.Fields(settings);
  }

  private About unnamed(Fields fields) {
    unnamed++;
    return about(fields, "parallel_" + unnamed);
  }

  private About about(Fields fields, String otherwise) {
    String id = fields.textOr("id", otherwise);
    return new About(
        id,
        fields.textOr("name", id),
        Texts.place(fields.mapping().place()),
        when(fields),
        strategies.bind(fields),
        loop(fields),
        duration(fields, "timeout"));
  }

  private @Nullable When when(Fields fields) {
    Entry entry = fields.mapping().find("when").orElse(null);
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof Mapping mapping) {
      Fields inner = new Fields(mapping);
      return texts.when(
          word(inner, "outcome", When.Outcome.class, When.Outcome.SUCCESS),
          inner.scalar("condition").orElse(null),
          mapping.place());
    }
    return texts.when(
        word(fields, "when", When.Outcome.class, When.Outcome.SUCCESS),
        null,
        entry.value().place());
  }

  private @Nullable Loop loop(Fields fields) {
    List<Entry> loops =
        fields.mapping().entries().stream()
            .filter(entry -> List.of("matrix", "each", "times").contains(entry.key().text()))
            .toList();
    if (loops.size() > 1) {
      faults.add(
          "two-kinds",
          loops.get(1).key().place(),
          "It repeats by matrix, each or times, but not by two of them.",
          "Put one into a group around it.");
    }
    if (loops.isEmpty()) {
      return null;
    }
    Entry entry = loops.getFirst();
    Over over =
        switch (entry.key().text()) {
          case "matrix" -> new Over.Matrix(axes(entry.value()), except(fields));
          case "each" -> new Over.Each(texts.setting(entry.value()), 0);
          default -> new Over.Times(texts.template((Scalar) entry.value()));
        };
    return new Loop(
        over,
        fields.scalar("atOnce").map(texts::template).orElse(null),
        Texts.place(entry.key().place()));
  }

  private SequencedMap<String, Setting> axes(YamlNode node) {
    return node instanceof Mapping mapping ? texts.fields(mapping).fields() : new LinkedHashMap<>();
  }

  private static List<Map<String, String>> except(Fields fields) {
    return fields.maps("except").stream()
        .map(one -> {
          Map<String, String> left = new LinkedHashMap<>();
          one.mapping()
              .entries()
              .forEach(entry -> left.put(entry.key().text(), one.textOr(entry.key().text(), "")));
          return left;
        })
        .toList();
  }

  static @Nullable Duration duration(Fields fields, String key) {
    return fields.scalar(key).flatMap(text -> DurationText.parse(text.text())).orElse(null);
  }

  /// Returns the constant that a word in camel case is for.
  static <E extends Enum<E>> E word(Fields fields, String key, Class<E> type, E otherwise) {
    return fields
        .scalar(key)
        .map(word ->
            Enum.valueOf(type, word.text().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)))
        .orElse(otherwise);
  }

  /// Makes an id of a name.
  static String identifier(String name) {
    String id = name.replaceAll("[^A-Za-z0-9_]+", "_");
    return id.isEmpty() || Character.isDigit(id.charAt(0)) ? "_" + id : id;
  }
}
