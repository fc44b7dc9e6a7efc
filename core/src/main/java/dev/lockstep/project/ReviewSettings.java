package dev.lockstep.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says which rules of review count how much, and where.
///
/// @param rules what is said of rules, by their names
/// @param overrides what differs for some environments or schemas; a later one goes before an
///   earlier one
/// @param baseline the path of a file with findings that are known already; null for none
/// @param remedies whether a deployment runs what the review knows to do at less cost to others, in
///   the place of the statements as they are written
public record ReviewSettings(
    Map<String, RuleSetting> rules,
    List<Section> overrides,
    @Nullable String baseline,
    boolean remedies) {
  public static final ReviewSettings DEFAULT = new ReviewSettings(Map.of(), List.of(), null, false);

  /// Stands in the place of a severity for a rule that is not asked.
  public static final String OFF = "off";

  public ReviewSettings {
    rules = Map.copyOf(rules);
    overrides = List.copyOf(overrides);
  }

  /// Is what is said of one rule.
  ///
  /// @param severity `off`, `notice`, `warning` or `error`; null for the rule's own
  public record RuleSetting(@Nullable String severity, Map<String, String> parameters) {
    public RuleSetting {
      parameters = Map.copyOf(parameters);
    }

    private RuleSetting under(RuleSetting other) {
      Map<String, String> all = new LinkedHashMap<>(parameters);
      all.putAll(other.parameters);
      return new RuleSetting(other.severity == null ? severity : other.severity, all);
    }
  }

  /// Is what differs for some.
  ///
  /// @param environments none for all
  /// @param schemas none for all
  /// @param remedies null for what holds elsewhere
  public record Section(
      List<String> environments,
      List<String> schemas,
      Map<String, RuleSetting> rules,
      @Nullable Boolean remedies) {
    public Section {
      environments = List.copyOf(environments);
      schemas = List.copyOf(schemas);
      rules = Map.copyOf(rules);
    }

    private boolean means(String schema, String environment) {
      return (schemas.isEmpty() || schemas.contains(schema))
          && (environments.isEmpty() || environments.contains(environment));
    }
  }

  /// Returns what is said of rules for a schema in an environment.
  public Map<String, RuleSetting> rules(String schema, String environment) {
    Map<String, RuleSetting> all = new LinkedHashMap<>(rules);
    for (Section one : overrides) {
      if (one.means(schema, environment)) {
        one.rules.forEach((rule, setting) -> all.merge(rule, setting, RuleSetting::under));
      }
    }
    return all;
  }

  /// Tells whether remedies are taken for a schema in an environment.
  public boolean remedies(String schema, String environment) {
    boolean taken = remedies;
    for (Section one : overrides) {
      if (one.means(schema, environment) && one.remedies != null) {
        taken = one.remedies;
      }
    }
    return taken;
  }
}
