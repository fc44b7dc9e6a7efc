package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.List;
import java.util.Map;

/// A name is not as names are here.
final class Naming implements Rule {
  private static final Description ABOUT =
      new Description(
          "naming",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Names that follow one pattern can be guessed, and found in scripts and messages.",
          "Choose a name that fits the pattern.");

  private static final List<Parameter> PARAMETERS =
      List.of(
          pattern("table", "[a-z][a-z0-9_]*"),
          pattern("column", "[a-z][a-z0-9_]*"),
          pattern("view", "[a-z][a-z0-9_]*"),
          pattern("schema", "[a-z][a-z0-9_]*"),
          pattern("sequence", "[a-z][a-z0-9_]*"),
          pattern("type", "[a-z][a-z0-9_]*"),
          pattern("routine", "[a-z][a-z0-9_]*"),
          pattern("trigger", "[a-z][a-z0-9_]*"),
          pattern("index", "{{table}}_.+_idx"),
          pattern("unique", "{{table}}_{{columns}}_(key|idx)"),
          pattern("primary-key", "{{table}}_pkey"),
          pattern("foreign-key", "{{table}}_{{columns}}_fkey"),
          pattern("check", "{{table}}_.+_check"),
          pattern("exclusion", ""));

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  private static Parameter pattern(String kind, String standard) {
    return new Parameter(
        kind, standard, "the regular expression of the name of a " + kind + "; empty for any name");
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Named named : Named.by(operation)) {
      for (Parameter parameter : PARAMETERS) {
        String pattern = scene.parameter(parameter);
        if (parameter.name().equals(named.kind()) && !pattern.isEmpty()) {
          look(named, pattern, scene);
        }
      }
    }
  }

  private static void look(Named named, String pattern, Scene scene) {
    Map<String, String> values =
        Map.of(
            "table", named.table(),
            "columns", String.join("_", named.columns()),
            "referenced", named.referenced());
    switch (NamePattern.fit(pattern, values, named.name())) {
      case FITS -> {
        // is as it should be
      }
      case DIFFERS ->
          scene.say(
              "%s does not fit %s, the pattern of a name of kind %s."
                  .formatted(named.name(), pattern, named.kind()),
              ABOUT.instead());
      case GIVEN_UP ->
          scene.say(
              "Whether %s fits %s takes too long to find out.".formatted(named.name(), pattern),
              "Write a pattern with fewer ways to fit.");
    }
  }
}
