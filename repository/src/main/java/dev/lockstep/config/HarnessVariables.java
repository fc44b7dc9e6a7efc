package dev.lockstep.config;

import dev.lockstep.config.HarnessTexts.Wanted;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.expression.Template;
import dev.lockstep.pipeline.Input;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads variables in Harness' form: lists of names with types and values.
final class HarnessVariables {
  private final Faults faults;
  private final Remarks remarks;
  private final HarnessTexts texts;

  HarnessVariables(Faults faults, Remarks remarks, HarnessTexts texts) {
    this.faults = faults;
    this.remarks = remarks;
    this.texts = texts;
  }

  /// Returns the variables of a pipeline; those that a run is asked for become inputs, which go by
  /// the same names.
  List<Variable> ofPipeline(Fields fields) {
    List<Variable> variables = new ArrayList<>();
    for (Fields one : declared(fields, "variables")) {
      Scalar value = value(one);
      if (InputText.isIn(value.text())) {
        texts.ask(value, wanted(one, one.textOr("name", "")));
      } else {
        variables.add(variable(one, ""));
      }
    }
    return variables;
  }

  /// @param path of what has them
  List<Variable> of(Fields fields, String path) {
    return declared(fields, "variables").stream().map(one -> variable(one, path)).toList();
  }

  /// Returns variables as settings.
  Setting.Fields settings(Fields fields, String key, String path) {
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    for (Fields one : declared(fields, key)) {
      Variable variable = variable(one, path);
      settings.put(variable.name(), new Setting.Text(variable.value(), variable.place()));
    }
    return new Setting.Fields(settings);
  }

  /// Returns the maps in a list, with a fault for names that are there twice.
  private List<Fields> declared(Fields fields, String key) {
    SequencedMap<String, Fields> declared = new LinkedHashMap<>();
    for (Fields one : fields.maps(key)) {
      remarks.ignored(one, "metadata");
      Scalar name = one.scalar("name").orElseThrow();
      if (declared.putIfAbsent(name.text(), one) != null) {
        faults.add(
            "duplicate-id",
            name.place(),
            "There is another variable " + Words.quote(name.text()) + ".",
            "Keep one of the two.");
      }
    }
    return List.copyOf(declared.values());
  }

  private Variable variable(Fields one, String path) {
    Scalar name = one.scalar("name").orElseThrow();
    return new Variable(
        name.text(), template(one, path + ".variables." + name.text()), Texts.place(name.place()));
  }

  private Template template(Fields one, String path) {
    Scalar value = value(one);
    boolean secret = one.textOr("type", "").equals("Secret");
    return secret && !InputText.isIn(value.text())
        ? secret(value)
        : texts.template(value, wanted(one, path));
  }

  private static Wanted wanted(Fields one, String path) {
    Scalar preset = one.scalar("default").orElse(null);
    if (preset == null && one.textOr("required", "").equals("false")) {
      preset = new Scalar(one.mapping().place(), "", Scalar.Kind.TEXT);
    }
    Input.Type type =
        switch (one.textOr("type", "")) {
          case "Number" -> Input.Type.NUMBER;
          case "Secret" -> Input.Type.SECRET;
          default -> Input.Type.TEXT;
        };
    return new Wanted(path, type, preset, one.textOr("description", ""));
  }

  private static Scalar value(Fields one) {
    Scalar value = one.scalar("value").orElseThrow();
    return value.text().isEmpty() ? one.scalar("default").orElse(value) : value;
  }

  /// Returns the secret that a value names.
  private Template secret(Scalar value) {
    String text = value.text().strip();
    if (text.startsWith("<+") && text.endsWith(">")) {
      return texts.made(
          value.place(),
          text.contains("secrets.getValue") ? text : "<+secrets.getValue(" + text + ")>");
    }
    if (!text.matches("[A-Za-z0-9_.$-]*")) {
      faults.add(
          "bad-format",
          value.place(),
          "The value of a secret is the name of a secret.",
          "Name it as in account.token, or write an expression that gives its name.");
      return texts.made(value.place(), "");
    }
    return texts.made(value.place(), text.isEmpty() ? "" : "<+secrets.getValue(\"" + text + "\")>");
  }
}
