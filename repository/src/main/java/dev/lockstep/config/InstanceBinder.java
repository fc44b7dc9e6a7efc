package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.EnvironmentDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.Pin;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes instances from one entry of the list: one, or one for each of its `databases`.
final class InstanceBinder {
  private static final List<String> PINS = List.of("branch", "tag", "commit");

  private final Faults faults;
  private final List<SchemaDefinition> schemas;
  private final List<EnvironmentDefinition> environments;

  InstanceBinder(
      Faults faults, List<SchemaDefinition> schemas, List<EnvironmentDefinition> environments) {
    this.faults = faults;
    this.schemas = schemas;
    this.environments = environments;
  }

  List<InstanceDefinition> bind(Fields fields) {
    String name = fields.textOr("name", "");
    Pin pin = pin(fields);
    checkReferences(fields);
    checkAddress(fields);
    checkCredentials(fields);
    if (fields.mapping().find("databases").isEmpty()) {
      ConnectionDefinition connection = connection(fields, fields.text("database"));
      return name.isEmpty() ? List.of() : List.of(instance(fields, name, connection, pin));
    }
    List<InstanceDefinition> many = new ArrayList<>();
    for (String database : databases(fields)) {
      ConnectionDefinition connection = connection(fields, database);
      many.add(instance(fields, name + "-" + database, connection, pin));
    }
    return many;
  }

  /// Returns where an instance's name stands, or the instance itself.
  Place place(Fields fields) {
    return fields.scalar("name").map(Scalar::place).orElse(fields.mapping().place());
  }

  private static InstanceDefinition instance(
      Fields fields, String name, ConnectionDefinition connection, @Nullable Pin pin) {
    return new InstanceDefinition(
        name,
        fields.textOr("schema", ""),
        fields.textOr("environment", ""),
        connection,
        pin,
        fields.scalars("contexts").stream().map(Scalar::text).toList(),
        fields.text("labels"),
        fields.texts("properties"));
  }

  static ConnectionDefinition connection(Fields fields, @Nullable String database) {
    String port = fields.textOr("port", "0");
    Optional<SecretReference> password =
        fields.scalar("password").flatMap(text -> SecretText.parse(text.text()));
    return new ConnectionDefinition(
        fields.text("url"),
        fields.text("host"),
        port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
        database,
        fields.text("databaseSchema"),
        fields.text("username"),
        password.orElse(null),
        fields.texts("options"));
  }

  private List<String> databases(Fields fields) {
    List<String> names = new ArrayList<>();
    for (Scalar text : fields.scalars("databases")) {
      try {
        names.addAll(DatabaseNames.unfold(text.text()));
      } catch (IllegalArgumentException malformed) {
        faults.add("bad-format", text.place(), String.valueOf(malformed.getMessage()), null);
      }
      if (names.size() > DatabaseNames.MAX) {
        faults.add(
            "too-large",
            text.place(),
            "One instance stands for at most " + DatabaseNames.MAX + " databases.",
            "Divide them among several entries.");
        return List.of();
      }
    }
    return names;
  }

  private void checkReferences(Fields fields) {
    checkReference(fields, "schema", schemas.stream().map(SchemaDefinition::name).toList());
    checkReference(
        fields, "environment", environments.stream().map(EnvironmentDefinition::name).toList());
  }

  private void checkReference(Fields fields, String kind, List<String> declared) {
    Optional<Scalar> used = fields.scalar(kind);
    if (used.isEmpty() || declared.contains(used.get().text())) {
      return;
    }
    String nextStep =
        Words.nearest(used.get().text(), declared)
            .map(meant -> "Did you mean " + meant + "?")
            .orElse("Declare it under " + kind + "s.");
    faults.add(
        "unknown-" + kind,
        used.get().place(),
        "There is no " + kind + " " + Words.quote(used.get().text()) + " in this file.",
        nextStep);
  }

  /// Sees that the entry says in exactly one way which database is meant.
  private void checkAddress(Fields fields) {
    Mapping mapping = fields.mapping();
    String name = fields.text("name");
    String shown = name == null ? "This instance" : "The instance " + Words.quote(name);
    Optional<Entry> url = mapping.find("url");
    Optional<Entry> host = mapping.find("host");
    if (url.isPresent()) {
      for (String key : List.of("host", "port", "database", "databases")) {
        contradiction(mapping, shown, "url", key);
      }
      if (schema(fields).filter(SchemaDefinition::isTree).isPresent()) {
        faults.add(
            "missing-key",
            url.get().key().place(),
            shown + " does not name its database, which the location of its schema asks for.",
            "Give host and database instead of url.");
      }
    } else if (host.isEmpty()) {
      faults.add(
          "missing-key",
          mapping.place(),
          shown + " does not say where its database is.",
          "Give host and database, or a url.");
    } else {
      contradiction(mapping, shown, "database", "databases");
      if (mapping.find("database").isEmpty() && mapping.find("databases").isEmpty()) {
        faults.add("missing-key", mapping.place(), shown + " lacks the key database.", "Add it.");
      }
    }
  }

  private void checkCredentials(Fields fields) {
    fields.scalar("url").ifPresent(url -> checkUrl(url, fields));
    for (Entry option :
        fields.map("options").map(options -> options.mapping().entries()).orElse(List.of())) {
      if (JdbcUrlText.isCredential(option.key().text())) {
        faults.add(
            "literal-password",
            option.key().place(),
            "The driver option " + Words.quote(option.key().text()) + " holds credentials.",
            "Use the keys username and password; a password is given by reference, for example"
                + " <+env.NAME>.");
      }
    }
  }

  private void checkUrl(Scalar url, Fields fields) {
    Optional<SchemaDefinition> schema =
        schemas.stream().filter(one -> one.name().equals(fields.text("schema"))).findFirst();
    checkUrl(faults, url, schema.map(SchemaDefinition::dialect).orElse(""));
  }

  /// Sees that a url holds no credentials and is of a dialect.
  static void checkUrl(Faults faults, Scalar url, String dialect) {
    if (JdbcUrlText.holdsCredentials(url.text())) {
      faults.add(
          "literal-password",
          url.place(),
          "The url holds credentials.",
          "Use the keys username and password; a password is given by reference, for example"
              + " <+env.NAME>.");
    }
    if (url.text().startsWith("jdbc:")) {
      JdbcUrlText.expectedPrefixes(url.text(), dialect)
          .ifPresent(prefixes ->
              faults.add(
                  "wrong-dialect",
                  url.place(),
                  "The url is not one of the dialect " + dialect + ".",
                  "It must start with " + Words.anyOf(prefixes) + "."));
    }
  }

  private Optional<SchemaDefinition> schema(Fields fields) {
    return schemas.stream().filter(one -> one.name().equals(fields.text("schema"))).findFirst();
  }

  private @Nullable Pin pin(Fields fields) {
    Mapping mapping = fields.mapping();
    List<String> given = PINS.stream().filter(key -> mapping.find(key).isPresent()).toList();
    if (given.size() > 1) {
      faults.add(
          "contradiction",
          mapping.find(given.get(1)).orElseThrow().key().place(),
          "An instance follows one place only, but this one names "
              + String.join(" and ", given)
              + ".",
          "Keep one of branch, tag and commit.");
    }
    if (given.isEmpty() || fields.text(given.getFirst()) == null) {
      return null;
    }
    String name = fields.textOr(given.getFirst(), "");
    return switch (given.getFirst()) {
      case "branch" -> new Pin.Branch(name);
      case "tag" -> new Pin.Tag(name);
      default -> new Pin.Commit(name);
    };
  }

  private void contradiction(Mapping mapping, String shown, String key, String other) {
    Optional<Entry> second = mapping.find(other);
    if (mapping.find(key).isPresent() && second.isPresent()) {
      faults.add(
          "contradiction",
          second.get().key().place(),
          shown + " has both " + key + " and " + other + ".",
          "Keep one of the two.");
    }
  }
}
