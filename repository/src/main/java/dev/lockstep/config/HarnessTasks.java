package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.expression.ExpressionReader;
import dev.lockstep.expression.Reading.Refused;
import dev.lockstep.pipeline.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads what steps that are not about databases are told, in Harness' form.
final class HarnessTasks {
  private static final String SHELL_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final Faults faults;
  private final Remarks remarks;
  private final HarnessTexts texts;
  private final HarnessVariables variables;

  HarnessTasks(Faults faults, Remarks remarks, HarnessTexts texts, HarnessVariables variables) {
    this.faults = faults;
    this.remarks = remarks;
    this.texts = texts;
    this.variables = variables;
  }

  Setting.Fields run(Fields spec, String path) {
    remarks.ignored(
        spec,
        "connectorRef",
        "registryRef",
        "imagePullPolicy",
        "resources",
        "runAsUser",
        "privileged",
        "delegateSelectors",
        "reports",
        "outputAlias");
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    spec.scalar("command").ifPresent(command -> command(command, path + ".command", settings));
    shell(spec, "Sh", settings);
    put(spec, "envVariables", "env", path, settings);
    outputs(spec, settings);
    put(spec, "image", "image", path, settings);
    return new Setting.Fields(settings);
  }

  Setting.Fields script(Fields spec, String path) {
    remarks.ignored(spec, "includeInfraSelectors", "delegateSelectors", "outputAlias");
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    Fields source = spec.map("source").orElseThrow();
    Scalar script = source.map("spec").flatMap(of -> of.scalar("script")).orElse(null);
    if (script == null || !source.textOr("type", "").equals("Inline")) {
      unsupported(
          source.mapping().place(), "A script that is kept elsewhere is not run.", "Write it out.");
    } else {
      command(script, path + ".source.spec.script", settings);
    }
    shell(spec, "Bash", settings);
    Setting.Fields env = variables.settings(spec, "environmentVariables", path);
    if (!env.fields().isEmpty()) {
      settings.put("env", env);
    }
    outputs(spec, settings);
    spec.scalar("onDelegate")
        .filter(on -> !on.text().equalsIgnoreCase("true"))
        .ifPresent(on -> elsewhere(on.place()));
    spec.map("executionTarget")
        .filter(target -> !target.mapping().entries().isEmpty())
        .ifPresent(target -> elsewhere(target.mapping().place()));
    return new Setting.Fields(settings);
  }

  /// No value becomes a command, so a run cannot give one.
  private void command(Scalar command, String path, SequencedMap<String, Setting> settings) {
    if (texts.isWritten(command, "A command")) {
      settings.put("command", texts.setting(command, path));
    }
  }

  private void elsewhere(YamlNode.Place place) {
    unsupported(
        place,
        "A script runs where Lockstep's server or runner stands, and on no other host.",
        "Call ssh in it, or remove this.");
  }

  private void unsupported(YamlNode.Place place, String message, String nextStep) {
    faults.add("unsupported", place, message, nextStep);
  }

  private void shell(Fields spec, String otherwise, SequencedMap<String, Setting> settings) {
    Scalar shell = spec.scalar("shell").orElse(null);
    String word = shell == null ? otherwise : shell.text();
    YamlNode.Place place = shell == null ? spec.mapping().place() : shell.place();
    if (!List.of("Sh", "Bash").contains(word)) {
      unsupported(
          place,
          "The shell " + Words.quote(word) + " is none that Lockstep runs.",
          "Write Sh or Bash.");
      return;
    }
    settings.put(
        "shell",
        new Setting.Text(texts.made(place, word.equals("Sh") ? "sh" : "bash"), Texts.place(place)));
  }

  /// Takes in which variables of the shell are kept: their names, or what they are kept as with
  /// their names where these differ.
  private void outputs(Fields spec, SequencedMap<String, Setting> settings) {
    SequencedMap<String, Setting> outputs = new LinkedHashMap<>();
    boolean same = true;
    for (Fields one : spec.maps("outputVariables")) {
      Scalar name = one.scalar("name").orElseThrow();
      Scalar variable = one.scalar("value").filter(value -> !value.text().isEmpty()).orElse(name);
      if (!variable.text().matches(SHELL_NAME)) {
        faults.add(
            "bad-format",
            variable.place(),
            "The value of an output is the name of a variable of the shell.",
            "Write one without $.");
      }
      if (one.textOr("type", "").equals("Secret")) {
        unsupported(
            name.place(),
            "An output cannot be a secret: Lockstep keeps outputs for all to see.",
            "Put the secret into a secret manager, and take it from there.");
      }
      same &= variable.text().equals(name.text());
      outputs.put(name.text(), made(variable.place(), variable.text()));
    }
    if (!outputs.isEmpty()) {
      settings.put(
          "outputs",
          same ? new Setting.Items(List.copyOf(outputs.values())) : new Setting.Fields(outputs));
    }
  }

  Setting.Fields approval(Fields spec, String path) {
    remarks.ignored(spec, "includePipelineExecutionHistory", "isAutoRejectEnabled", "callbackId");
    spec.map("autoApproval")
        .ifPresent(auto ->
            unsupported(
                auto.mapping().place(),
                "Nothing is approved but by people.",
                "Remove it, or put a step Wait in place of the approval."));
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    put(spec, "approvalMessage", "message", path, settings);
    Fields approvers = spec.map("approvers").orElseThrow();
    String below = path + ".approvers";
    put(approvers, "userGroups", "groups", below, settings);
    put(approvers, "serviceAccounts", "users", below, settings);
    put(approvers, "minimumCount", "count", below, settings);
    Scalar not = approvers.scalar("disallowPipelineExecutor").orElseThrow();
    settings.put(
        "executorMayApprove", made(not.place(), String.valueOf(!Boolean.parseBoolean(not.text()))));
    put(approvers, "disallowedUserEmails", "notBy", below, settings);
    List<Setting> inputs = new ArrayList<>();
    for (Fields one : spec.maps("approverInputs")) {
      inputs.add(asked(one, path + ".approverInputs." + inputs.size()));
    }
    if (!inputs.isEmpty()) {
      settings.put("inputs", new Setting.Items(inputs));
    }
    return new Setting.Fields(settings);
  }

  private Setting asked(Fields input, String path) {
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    put(input, "name", "name", path, settings);
    put(input, "defaultValue", "default", path, settings);
    put(input, "required", "required", path, settings);
    input
        .scalar("allowedValues")
        .or(() -> input.scalar("selectOneFrom"))
        .ifPresent(values ->
            settings.put(
                "allowed",
                new Setting.Items(
                    InputText.list(values.text()).stream()
                        .map(value -> made(values.place(), value))
                        .toList())));
    put(input, "regex", "pattern", path, settings);
    input
        .scalar("selectManyFrom")
        .ifPresent(values ->
            settings.put(
                "pattern",
                new Setting.Text(
                    texts.made(values.place(), InputText.several(InputText.list(values.text()))),
                    Texts.place(values.place()))));
    put(input, "description", "description", path, settings);
    return new Setting.Fields(settings);
  }

  Setting.Fields http(Fields spec, String path) {
    remarks.ignored(spec, "delegateSelectors");
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    put(spec, "url", "url", path, settings);
    put(spec, "method", "method", path, settings);
    SequencedMap<String, Setting> headers = new LinkedHashMap<>();
    for (Fields header : spec.maps("headers")) {
      Scalar key = header.scalar("key").orElseThrow();
      String at = path + ".headers." + headers.size() + ".value";
      Setting value = texts.setting(header.scalar("value").orElseThrow(), at);
      if (headers.putIfAbsent(key.text(), value) != null) {
        faults.add(
            "duplicate-key",
            key.place(),
            "There is another header " + Words.quote(key.text()) + ".",
            "Write its values into one, with commas.");
      }
    }
    if (!headers.isEmpty()) {
      settings.put("headers", new Setting.Fields(headers));
    }
    put(spec, "requestBody", "body", path, settings);
    spec.scalar("assertion")
        .filter(text -> !text.text().isBlank() && texts.isWritten(text, "What is expected"))
        .ifPresent(text -> {
          if (ExpressionReader.expression(text.text()) instanceof Refused(String message, _)) {
            faults.add("bad-expression", text.place(), message, null);
          }
          put(spec, "assertion", "expect", path, settings);
        });
    Setting.Fields outputs = variables.settings(spec, "outputVariables", path);
    if (!outputs.fields().isEmpty()) {
      settings.put("outputs", outputs);
    }
    return new Setting.Fields(settings);
  }

  /// Returns a text that no file says.
  private Setting made(YamlNode.Place place, String text) {
    return new Setting.Text(texts.made(place, text), Texts.place(place));
  }

  /// Takes in what a key says under Lockstep's word for it, where it says something.
  private void put(
      Fields spec, String key, String ours, String path, SequencedMap<String, Setting> settings) {
    Entry entry = spec.mapping().find(key).orElse(null);
    if (entry != null && !Remarks.saysNothing(entry.value())) {
      settings.put(ours, texts.setting(entry.value(), path + "." + key));
    }
  }
}
