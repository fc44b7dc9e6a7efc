package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.ReviewSettings.RuleSetting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts together what a command line and a project say of the rules.
///
/// @param only names of rules, as the command line has them; none for all
/// @param parameters by `RULE.KEY`, as the command line has them
record LintRules(List<String> only, Map<String, String> parameters) {
  /// *Errors*: `USAGE` for a rule or a parameter that is none.
  LintRules {
    Map<String, Rule> rules = byName();
    Set<String> names =
        Rules.descriptions().stream().map(Rule.Description::name).collect(Collectors.toSet());
    for (String rule : only) {
      if (!names.contains(rule) && !rule.equals(Review.NOT_UNDERSTOOD)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no rule " + rule + ".",
            "lockstep lint --list-rules names them all.");
      }
    }
    for (String parameter : parameters.keySet()) {
      String[] parts = parameter.split("\\.", 2);
      Rule rule = rules.get(parts[0]);
      if (rule == null
          || parts.length < 2
          || rule.parameters().stream().noneMatch(one -> one.name().equals(parts[1]))) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no parameter " + parameter + ".",
            "lockstep lint --list-rules names those of each rule; write RULE.KEY=VALUE.");
      }
    }
  }

  private static Map<String, Rule> byName() {
    Map<String, Rule> rules = new HashMap<>();
    Rules.all().forEach(rule -> rules.put(rule.about().name(), rule));
    return rules;
  }

  /// Returns the settings for a schema in an environment; what is configured of a rule also turns
  /// it on.
  LintSettings settings(ReviewSettings review, String schema, String environment) {
    Map<String, Rule> rules = byName();
    Set<String> off = new HashSet<>();
    Map<String, Severity> severities = new HashMap<>();
    Map<String, String> all = new HashMap<>();
    for (Map.Entry<String, RuleSetting> entry : review.rules(schema, environment).entrySet()) {
      String name = entry.getKey();
      RuleSetting setting = entry.getValue();
      Rule rule = rules.get(name);
      if (ReviewSettings.OFF.equals(setting.severity())) {
        off.add(name);
      } else if (setting.severity() != null) {
        severities.put(name, Severity.valueOf(setting.severity().toUpperCase(Locale.ROOT)));
      } else if (rule != null) {
        severities.put(name, rule.about().severity());
      }
      setting.parameters().forEach((key, value) -> all.put(name + "." + key, value));
    }
    off.removeAll(only);
    all.putAll(parameters);
    return new LintSettings(Set.copyOf(only), off, severities, all);
  }
}
