package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.expression.Template;
import dev.lockstep.pipeline.Input;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.When;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a pipeline in Harness' form, where each `<+input>` becomes an input of the
/// run and a template that asks for it.
///
/// *Shape*: an input goes by the path of the place that asks, such as
/// `stages.dev.steps.apply.spec.dbInstance`, and that of a pipeline's variable by its name.
final class HarnessTexts {
  private static final int MOST_INPUTS = 1_000;

  private final Faults faults;
  private final Texts texts;
  private final Remarks remarks;
  private final SequencedMap<String, Input> inputs = new LinkedHashMap<>();
  private boolean tooMany;

  HarnessTexts(Faults faults, Remarks remarks) {
    this.faults = faults;
    this.texts = new Texts(faults);
    this.remarks = remarks;
  }

  /// Is what is known of an input from around it.
  ///
  /// @param preset unless `<+input>` says one; null when a run must say it
  record Wanted(String path, Input.Type type, @Nullable Scalar preset, String description) {
    static Wanted text(String path) {
      return new Wanted(path, Input.Type.TEXT, null, "");
    }
  }

  List<Input> inputs() {
    return List.copyOf(inputs.values());
  }

  Template template(Scalar scalar, String path) {
    return template(scalar, Wanted.text(path));
  }

  Template template(Scalar scalar, Wanted wanted) {
    if (!InputText.isIn(scalar.text())) {
      return texts.template(scalar);
    }
    return made(scalar.place(), "<+inputs[\"" + ask(scalar, wanted) + "\"]>");
  }

  /// Returns the template of a text that no file says.
  Template made(Place place, String text) {
    return texts.template(new Scalar(place, text, Scalar.Kind.TEXT));
  }

  /// Takes in an input and returns its name.
  String ask(Scalar scalar, Wanted wanted) {
    if (inputs.size() == MOST_INPUTS) {
      if (!tooMany) {
        faults.add(
            "too-large",
            scalar.place(),
            "A run is asked for more than " + MOST_INPUTS + " inputs.",
            "Make variables of those that are the same.");
      }
      tooMany = true;
      return "";
    }
    String name = free(wanted.path().replaceAll("[^A-Za-z0-9_.$-]", "_"));
    InputText asked = InputText.parse(scalar.text()).orElse(null);
    if (asked == null) {
      boolean within = !scalar.text().strip().startsWith("<+input>");
      faults.add(
          "bad-input",
          scalar.place(),
          within
              ? "<+input> stands within a text."
              : "What is behind <+input> cannot be read: " + Words.quote(scalar.text()) + ".",
          within
              ? "Give it to a variable of the pipeline, and name the variable here."
              : "It is followed by " + Words.anyOf(InputText.CALLS) + ", each with brackets.");
      return name;
    }
    if (asked.late()) {
      remarks.add(
          scalar.place(), "executionInput() changes nothing: inputs are given when a run begins.");
    }
    Scalar preset =
        asked.preset() == null
            ? wanted.preset()
            : new Scalar(scalar.place(), asked.preset(), Scalar.Kind.TEXT);
    inputs.put(
        name,
        new Input(
            name,
            wanted.type(),
            preset == null ? null : texts.template(preset),
            asked.allowed(),
            asked.pattern(),
            wanted.description(),
            Texts.place(scalar.place())));
    return name;
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; inputs.containsKey(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /// Returns a text that is used as it is written, so that a run cannot give it.
  boolean isWritten(Scalar scalar, String what) {
    boolean asks = InputText.isIn(scalar.text());
    if (asks) {
      faults.add(
          "bad-input",
          scalar.place(),
          what + " cannot be an input of the run.",
          "Write it out; it may name a variable whose value is <+input>.");
    }
    return !asks;
  }

  When when(When.Outcome outcome, @Nullable Scalar condition, Place place) {
    boolean holds =
        condition != null && !condition.text().isBlank() && isWritten(condition, "A condition");
    return texts.when(outcome, holds ? condition : null, place);
  }

  Setting setting(YamlNode node, String path) {
    return switch (node) {
      case Scalar scalar -> new Setting.Text(template(scalar, path), Texts.place(scalar.place()));
      case Sequence(_, List<YamlNode> items) -> {
        List<Setting> settings = new ArrayList<>();
        for (YamlNode item : items) {
          settings.add(setting(item, path + "." + settings.size()));
        }
        yield new Setting.Items(settings);
      }
      case Mapping mapping -> fields(mapping, path);
    };
  }

  Setting.Fields fields(Mapping mapping, String path) {
    SequencedMap<String, Setting> fields = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      if (!(entry.value() instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL)) {
        String key = entry.key().text();
        fields.put(key, setting(entry.value(), path + "." + key));
      }
    }
    return new Setting.Fields(fields);
  }
}
