package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Rule.Parameter;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.project.EnvironmentDefinition;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.ReviewSettings.RuleSetting;
import dev.lockstep.project.SchemaDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what a project says of the rules of review.
final class ReviewBinder {
  private static final String SEVERITY = "severity";

  private static final String REMEDIES = "remedies";

  private final Faults faults;

  /// The parameters of each rule, by its name.
  private final Map<String, List<Parameter>> known = new TreeMap<>();

  ReviewBinder(Faults faults) {
    this.faults = faults;
    for (Rule rule : Rules.all()) {
      known.put(rule.about().name(), rule.parameters());
    }
    Rules.descriptions().forEach(about -> known.putIfAbsent(about.name(), List.of()));
    known.put(Review.NOT_UNDERSTOOD, List.of());
  }

  ReviewSettings bind(
      Fields review, List<SchemaDefinition> schemas, List<EnvironmentDefinition> environments) {
    List<String> schemaNames = schemas.stream().map(SchemaDefinition::name).toList();
    List<String> environmentNames = environments.stream().map(EnvironmentDefinition::name).toList();
    List<ReviewSettings.Section> overrides = new ArrayList<>();
    for (Fields fields : review.maps("overrides")) {
      overrides.add(
          new ReviewSettings.Section(
              faults.declared("environment", fields.scalars("environments"), environmentNames),
              faults.declared("schema", fields.scalars("schemas"), schemaNames),
              rules(fields),
              fields.scalar(REMEDIES).map(ReviewBinder::flag).orElse(null)));
    }
    return new ReviewSettings(
        rules(review),
        overrides,
        baseline(review),
        review.scalar(REMEDIES).map(ReviewBinder::flag).orElse(false));
  }

  /// What is neither, the schema of the file refuses.
  private static boolean flag(Scalar value) {
    return value.text().equals("true");
  }

  private @Nullable String baseline(Fields review) {
    Scalar text = review.scalar("baseline").orElse(null);
    if (text == null) {
      return null;
    }
    LocationText location = LocationText.parse(text.text());
    if (location.problem() != null) {
      faults.add("location-outside", text.place(), location.problem(), location.nextStep());
    }
    return location.path();
  }

  private Map<String, RuleSetting> rules(Fields fields) {
    Map<String, RuleSetting> rules = new LinkedHashMap<>();
    if (fields.mapping().find("rules").map(Entry::value).orElse(null) instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        String rule = entry.key().text();
        if (!known.containsKey(rule)) {
          unknown("rule", entry.key(), List.copyOf(known.keySet()));
        } else if (entry.value() instanceof Mapping setting) {
          rules.put(rule, setting(rule, setting));
        } else if (entry.value() instanceof Scalar severity) {
          rules.put(rule, new RuleSetting(severity.text(), Map.of()));
        }
      }
    }
    return rules;
  }

  private RuleSetting setting(String rule, Mapping mapping) {
    Fields fields = new Fields(mapping);
    Map<String, String> parameters = new LinkedHashMap<>();
    List<Parameter> takes = known.getOrDefault(rule, List.of());
    List<String> names = takes.stream().map(Parameter::name).toList();
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (key.equals(SEVERITY)) {
        continue;
      }
      if (!names.contains(key)) {
        unknown("parameter of " + rule, entry.key(), names);
      }
      fields
          .scalar(key)
          .ifPresent(value -> {
            takes.stream()
                .filter(one -> one.name().equals(key) && !one.takes(value.text()))
                .forEach(one -> refuse(rule, one, value));
            parameters.put(key, value.text());
          });
    }
    return new RuleSetting(fields.text(SEVERITY), parameters);
  }

  private void refuse(String rule, Parameter parameter, Scalar value) {
    faults.add(
        "unknown-value",
        value.place(),
        "The parameter %s of %s is a number, and not %s."
            .formatted(parameter.name(), rule, Words.quote(value.text())),
        "Write a whole number of up to nine digits: it says " + parameter.meaning() + ".");
  }

  private void unknown(String what, Scalar name, List<String> names) {
    faults.add(
        "unknown-key",
        name.place(),
        "There is no " + what + " " + Words.quote(name.text()) + ".",
        Words.nearest(name.text(), names)
            .map(near -> "Did you mean " + near + "?")
            .orElse("lockstep lint --list-rules names them all."));
  }
}
