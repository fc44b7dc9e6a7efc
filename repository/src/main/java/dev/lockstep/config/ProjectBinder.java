package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.DriftSettings;
import dev.lockstep.project.DurationText;
import dev.lockstep.project.EnvironmentDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.Project;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.SchemaDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the project from a document and finds what no shape can say: names used twice, references
/// to nothing, locations outside the repository.
///
/// *Shape*: with faults the project is incomplete and is thrown away.
final class ProjectBinder {
  /// Databases take milliseconds as a 32-bit number.
  private static final Duration LONGEST = Duration.ofDays(20);

  /// What the schema's pattern for paths has already refused.
  private static final String NO_PATH = "(?s).*[\\x00-\\x1f\\\\].*|";

  private final Faults faults;

  ProjectBinder(Faults faults) {
    this.faults = faults;
  }

  Project bind(Mapping document) {
    Fields root = new Fields(document);
    List<SchemaDefinition> schemas = schemas(root);
    List<EnvironmentDefinition> environments = environments(document);
    InstanceBinder instances = new InstanceBinder(faults, schemas, environments);
    List<InstanceDefinition> bound = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Fields instance : root.maps("instances")) {
      for (InstanceDefinition one : instances.bind(instance)) {
        if (isNew("instance", one.name(), instances.place(instance), seen)) {
          bound.add(one);
        }
      }
    }
    return new Project(
        root.textOr("project", ""),
        schemas,
        environments,
        bound,
        execution(root),
        drift(root),
        review(root, schemas, environments),
        new PolicyBinder(faults)
            .bind(
                root,
                schemas.stream().map(SchemaDefinition::name).toList(),
                environments.stream().map(EnvironmentDefinition::name).toList(),
                bound.stream().map(InstanceDefinition::name).toList()));
  }

  private ReviewSettings review(
      Fields root, List<SchemaDefinition> schemas, List<EnvironmentDefinition> environments) {
    return root.map("review")
        .map(fields -> new ReviewBinder(faults).bind(fields, schemas, environments))
        .orElse(ReviewSettings.DEFAULT);
  }

  private DriftSettings drift(Fields root) {
    return root.map("drift")
        .map(fields ->
            new DriftSettings(
                fields.textOr("beforeDeploy", "true").equals("true"),
                fields.maps("accept").stream().map(this::accepted).toList()))
        .orElse(DriftSettings.DEFAULT);
  }

  private DriftSettings.Accepted accepted(Fields fields) {
    return new DriftSettings.Accepted(
        fields.textOr("objects", ""),
        fields.scalars("instances").stream().map(Scalar::text).toList(),
        fields.textOr("reason", ""),
        DayText.read(faults, fields.scalar("until")));
  }

  private List<SchemaDefinition> schemas(Fields root) {
    List<SchemaDefinition> schemas = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Fields schema : root.maps("schemas")) {
      List<String> locations = locations(schema);
      Optional<Scalar> name = schema.scalar("name");
      if (name.isPresent() && isNew("schema", name.get().text(), name.get().place(), seen)) {
        schemas.add(
            new SchemaDefinition(
                name.get().text(),
                schema.textOr("engine", ""),
                schema.textOr("dialect", ""),
                schema.textOr("version", ""),
                locations,
                schema.texts("options"),
                scratch(schema).orElse(null)));
      }
    }
    return schemas;
  }

  private Optional<ConnectionDefinition> scratch(Fields schema) {
    return schema
        .map("scratch")
        .map(fields -> {
          fields
              .scalar("url")
              .ifPresent(url -> InstanceBinder.checkUrl(faults, url, schema.textOr("dialect", "")));
          return InstanceBinder.connection(fields, null);
        });
  }

  private List<String> locations(Fields schema) {
    Mapping mapping = schema.mapping();
    Optional<Entry> one = mapping.find("location");
    Optional<Entry> many = mapping.find("locations");
    if (one.isEmpty() && many.isEmpty()) {
      faults.add(
          "missing-key",
          mapping.place(),
          "The schema lacks the key location.",
          "Name the folder of migrations or the changelog file.");
    }
    if (one.isPresent() && many.isPresent()) {
      faults.add(
          "contradiction",
          many.get().key().place(),
          "The schema has both location and locations.",
          "Keep one of the two.");
    }
    List<String> paths = new ArrayList<>();
    List<Scalar> texts = new ArrayList<>(schema.scalars("location"));
    texts.addAll(schema.scalars("locations"));
    for (Scalar text : texts) {
      LocationText location = LocationText.parse(text.text());
      if (location.problem() != null && !text.text().matches(NO_PATH)) {
        faults.add("location-outside", text.place(), location.problem(), location.nextStep());
      } else if (location.path() != null) {
        paths.add(location.path());
      }
    }
    return paths;
  }

  private List<EnvironmentDefinition> environments(Mapping document) {
    List<Scalar> names =
        document.find("environments").map(Entry::value).orElse(null) instanceof Mapping map
            ? map.entries().stream().map(Entry::key).toList()
            : new Fields(document).scalars("environments");
    List<EnvironmentDefinition> environments = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Scalar name : names) {
      if (isNew("environment", name.text(), name.place(), seen)) {
        environments.add(new EnvironmentDefinition(name.text()));
      }
    }
    return environments;
  }

  private ExecutionSettings execution(Fields root) {
    ExecutionSettings defaults = ExecutionSettings.DEFAULT;
    Fields fields =
        root.map("execution").orElse(new Fields(new Mapping(new Place(0, 0), List.of())));
    int retries = defaults.lockRetries();
    Optional<Scalar> given = fields.scalar("lockRetries");
    if (given.isPresent() && given.get().text().matches("[0-9]{1,3}")) {
      retries = Integer.parseInt(given.get().text());
    }
    return new ExecutionSettings(
        duration(fields, "lockTimeout", defaults.lockTimeout(), Zero.REFUSED),
        duration(fields, "statementTimeout", defaults.statementTimeout(), Zero.ALLOWED),
        retries,
        duration(fields, "lockRetryDelay", defaults.lockRetryDelay(), Zero.REFUSED),
        duration(fields, "fenceWait", defaults.fenceWait(), Zero.ALLOWED));
  }

  private Duration duration(Fields fields, String key, Duration otherwise, Zero zero) {
    Optional<Scalar> scalar = fields.scalar(key);
    Optional<Duration> parsed = scalar.flatMap(text -> DurationText.parse(text.text()));
    if (scalar.isEmpty() || parsed.isEmpty()) {
      // What does not match the schema's pattern is reported there; the rest is not ISO after all.
      if (scalar.isPresent() && scalar.get().text().matches("[Pp].*")) {
        faults.add(
            "bad-format",
            scalar.get().place(),
            key + " is not written as it must be.",
            "An ISO duration looks like PT5S, PT10M or PT1H30M.");
      }
      return otherwise;
    }
    Duration duration = parsed.get();
    if (duration.compareTo(LONGEST) > 0 || (duration.isZero() && zero == Zero.REFUSED)) {
      faults.add(
          "out-of-range",
          scalar.get().place(),
          key + " must be longer than zero and at most " + LONGEST.toDays() + " days.",
          null);
    }
    return duration;
  }

  private boolean isNew(String kind, String name, Place place, Map<String, Place> seen) {
    Place first = seen.putIfAbsent(name, place);
    if (first != null) {
      faults.add(
          "duplicate-name",
          place,
          "There is another " + kind + " " + Words.quote(name) + " in line " + first.line() + ".",
          "Give each " + kind + " its own name.");
    }
    return first == null;
  }

  private enum Zero {
    ALLOWED,
    REFUSED
  }
}
