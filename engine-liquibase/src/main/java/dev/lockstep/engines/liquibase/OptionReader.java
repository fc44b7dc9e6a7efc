package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions.Feature;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.SchemaDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads a schema's options in Liquibase's own words.
///
/// *Errors*: `CONFIGURATION` for an unknown option or value, with the known ones.
final class OptionReader {
  private static final String PARAMETERS = "parameters.";
  private static final List<String> KNOWN =
      List.of(
          "allow",
          "databaseChangeLogLockTableName",
          "databaseChangeLogTableName",
          "defaultSchemaName",
          "jars",
          "liquibaseSchemaName",
          "parameters.NAME",
          "searchPath");

  private final EngineRequest request;
  private final SchemaDefinition schema;

  OptionReader(EngineRequest request) {
    this.request = request;
    this.schema = request.schema();
  }

  LiquibaseOptions read() {
    SequencedMap<String, String> parameters = new LinkedHashMap<>(request.instance().properties());
    schema
        .options()
        .forEach((name, value) -> {
          if (name.startsWith(PARAMETERS)) {
            parameters.putIfAbsent(name.substring(PARAMETERS.length()), value);
          } else if (!KNOWN.contains(name)) {
            throw wrong(
                "has the unknown option '" + name + "'",
                "Known options: " + String.join(", ", KNOWN) + ".");
          }
        });
    List<Feature> allowed = allowed();
    List<String> jars = list("jars");
    if (!jars.isEmpty()
        && !allowed.contains(Feature.CUSTOM_CHANGE)
        && !allowed.contains(Feature.CUSTOM_PRECONDITION)) {
      throw wrong(
          "names jars, whose code may run only when custom changes are allowed",
          "Add 'allow: customChange' to the schema's options if you trust these jars.");
    }
    return new LiquibaseOptions(
        searchRoots(),
        parameters,
        allowed,
        jars,
        text("databaseChangeLogTableName"),
        text("databaseChangeLogLockTableName"),
        text("liquibaseSchemaName"),
        text("defaultSchemaName"));
  }

  /// Returns the changelog's path below a search root.
  String changelog(LiquibaseOptions options) {
    if (schema.locations().size() != 1) {
      throw wrong(
          "needs exactly one changelog file as its location",
          "Name the root changelog; it may include the others.");
    }
    String location = clean(schema.locations().getFirst());
    for (String root : options.searchRoots()) {
      if (!root.isEmpty() && location.startsWith(root + "/")) {
        return location.substring(root.length() + 1);
      }
    }
    return location;
  }

  private List<String> searchRoots() {
    List<String> roots = new ArrayList<>();
    for (String root : list("searchPath")) {
      roots.add(clean(root));
    }
    if (!roots.contains("")) {
      roots.add("");
    }
    return roots;
  }

  private List<Feature> allowed() {
    List<Feature> features = new ArrayList<>();
    for (String name : list("allow")) {
      features.add(
          Arrays.stream(Feature.values())
              .filter(feature -> feature.option().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(() ->
                  wrong(
                      "allows the unknown feature '" + name + "'",
                      "Known features: executeCommand, customChange, customPrecondition.")));
    }
    return features;
  }

  private List<String> list(String option) {
    String value = schema.options().get(option);
    if (value == null) {
      return List.of();
    }
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private @Nullable String text(String option) {
    String value = schema.options().get(option);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static String clean(String path) {
    String clean = path.replace('\\', '/');
    while (clean.startsWith("./")) {
      clean = clean.substring(2);
    }
    while (clean.startsWith("/")) {
      clean = clean.substring(1);
    }
    while (clean.endsWith("/")) {
      clean = clean.substring(0, clean.length() - 1);
    }
    return clean.equals(".") ? "" : clean;
  }

  private LockstepException wrong(String what, String nextStep) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        String.format(Locale.ROOT, "Schema '%s' %s.", schema.name(), what),
        nextStep);
  }
}
