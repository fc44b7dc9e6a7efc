package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.List;

/// Refuses annotations that say something in a form that nobody can read.
///
/// *Shape*: what has a name of its own in OPA must have OPA's form; other names may hold anything.
///
/// *Source*: OPA's documentation, "Annotations".
record AnnotationChecks(Place place) {
  void check(RegoObject content) {
    for (String name : List.of("scope", "title", "description")) {
      Value value = content.get(name);
      require(value == null || value instanceof RegoString, name + " must be a string");
    }
    Value entrypoint = content.get("entrypoint");
    require(
        entrypoint == null || entrypoint instanceof RegoBoolean, "entrypoint must be a boolean");
    Value custom = content.get("custom");
    require(custom == null || custom instanceof RegoObject, "custom must be an object");
    items(content, "organizations")
        .forEach(
            one -> require(one instanceof RegoString, "invalid organization: it must be a string"));
    items(content, "authors").forEach(this::author);
    items(content, "related_resources").forEach(this::resource);
    items(content, "schemas").forEach(this::schema);
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new RegoFaults(Fault.PARSE, message, place);
    }
  }

  private List<Value> items(RegoObject content, String name) {
    Value value = content.get(name);
    require(value == null || value instanceof RegoArray, name + " must be a list");
    return value instanceof RegoArray array ? array.values() : List.of();
  }

  private void author(Value author) {
    boolean named =
        author instanceof RegoObject object
            ? object.get("name") instanceof RegoString || object.get("email") instanceof RegoString
            : author instanceof RegoString text && !text.text().isBlank();
    require(named, "invalid author definition: 'name' and/or 'email' values required");
  }

  private void resource(Value resource) {
    Value address = resource instanceof RegoObject object ? object.get("ref") : resource;
    require(
        address instanceof RegoString text && !text.text().isBlank(),
        "invalid related-resource definition: 'ref' value required");
  }

  /// Looks at `input.statements: schema.statements`, or a schema in its place.
  private void schema(Value schema) {
    require(
        schema instanceof RegoObject one && one.size() == 1,
        "invalid schema definition: a path and a schema are wanted");
    if (schema instanceof RegoObject one) {
      Value path = one.keys().iterator().next();
      require(begins(path, "input") || begins(path, "data"), "invalid document reference");
      Value named = one.at(path);
      require(named instanceof RegoObject || begins(named, "schema"), "invalid schema reference");
    }
  }

  private static boolean begins(Value path, String name) {
    return path instanceof RegoString text
        && (text.text().equals(name)
            || text.text().startsWith(name + ".")
            || text.text().startsWith(name + "["));
  }
}
