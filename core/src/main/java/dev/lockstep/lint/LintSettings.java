package dev.lockstep.lint;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says which rules count how much.
///
/// @param only the names of the rules that are asked; empty for all that are not off
/// @param off the names of rules that are not asked
/// @param severities by the names of rules, where they differ from the rules' own
/// @param parameters by `RULE.KEY`
public record LintSettings(
    Set<String> only,
    Set<String> off,
    Map<String, Severity> severities,
    Map<String, String> parameters) {
  public LintSettings {
    only = Set.copyOf(only);
    off = Set.copyOf(off);
    severities = Map.copyOf(severities);
    parameters = Map.copyOf(parameters);
  }

  public static LintSettings standard() {
    return new LintSettings(Set.of(), Set.of(), Map.of(), Map.of());
  }

  /// Returns the same without some rules.
  public LintSettings without(Set<String> rules) {
    Set<String> less = new HashSet<>(off);
    less.addAll(rules);
    return new LintSettings(only, less, severities, parameters);
  }

  /// Returns what a rule counts; empty for one that is not asked.
  public Optional<Severity> severity(Rule.Description rule) {
    boolean asked =
        only.isEmpty()
            ? rule.standard() || severities.containsKey(rule.name())
            : only.contains(rule.name());
    return asked && !off.contains(rule.name())
        ? Optional.of(severities.getOrDefault(rule.name(), rule.severity()))
        : Optional.empty();
  }

  /// What is not understood is never passed over: off means a notice.
  Severity notUnderstood() {
    return off.contains(Review.NOT_UNDERSTOOD)
        ? Severity.NOTICE
        : severities.getOrDefault(Review.NOT_UNDERSTOOD, Severity.ERROR);
  }

  /// What nobody can look into fails nothing unless rules are set to: what is too long, known only
  /// when it runs, or left to an engine.
  public Severity notLookedInto() {
    return off.contains(Review.NOT_UNDERSTOOD)
        ? Severity.NOTICE
        : severities.getOrDefault(Review.NOT_UNDERSTOOD, Severity.WARNING);
  }

  String parameter(String rule, Rule.Parameter parameter) {
    return parameters.getOrDefault(rule + "." + parameter.name(), parameter.standard());
  }
}
