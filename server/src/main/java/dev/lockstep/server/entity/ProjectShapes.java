package dev.lockstep.server.entity;

import dev.lockstep.config.LockstepYaml;
import dev.lockstep.server.store.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Derives what specifications of a project's entities hold from what `lockstep.yaml` may say of
/// them, so that both say the same.
final class ProjectShapes {
  private static final String DEFINITIONS = "#/$defs/";

  private ProjectShapes() {}

  static String schema() {
    return json(entry("schema", List.of("name"), "repository"));
  }

  /// Its own database only: an entry for many stands for many instances.
  static String instance() {
    return json(entry("instance", List.of("name", "databases", "url")));
  }

  static String policySet() {
    return json(entry("policySet", List.of("name"), "repository"));
  }

  /// Is what the file says besides its lists.
  static String project() {
    ObjectNode file = file();
    ObjectNode shape = Json.object();
    shape.put("type", "object");
    shape.put("additionalProperties", false);
    ObjectNode properties = shape.putObject("properties");
    properties.putObject("description").put("type", "string");
    for (String key : List.of("execution", "drift", "review")) {
      properties.set(key, file.get("properties").get(key));
    }
    shape.set("$defs", file.get("$defs"));
    return json(shape);
  }

  /// @param left keys that are not part of a specification
  /// @param more keys that hold names
  private static ObjectNode entry(String definition, List<String> left, String... more) {
    ObjectNode file = file();
    ObjectNode shape = ((ObjectNode) file.get("$defs").get(definition)).deepCopy();
    ObjectNode properties = (ObjectNode) shape.get("properties");
    left.forEach(properties::remove);
    for (String key : more) {
      properties.putObject(key).put("$ref", DEFINITIONS + "name");
    }
    ArrayNode required = Json.object().putArray("required");
    shape
        .get("required")
        .forEach(key -> {
          if (!left.contains(key.stringValue())) {
            required.add(key);
          }
        });
    shape.set("required", required);
    shape.set("$defs", file.get("$defs"));
    return shape;
  }

  private static ObjectNode file() {
    return (ObjectNode) Json.read(LockstepYaml.jsonSchema());
  }

  /// Leaves out definitions that nothing refers to.
  private static String json(ObjectNode shape) {
    ObjectNode definitions = (ObjectNode) shape.remove("$defs");
    ObjectNode needed = Json.object();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(shape));
    while (!open.isEmpty()) {
      for (String reference : open.pop().findValuesAsString("$ref")) {
        String name = reference.substring(DEFINITIONS.length());
        if (!needed.has(name)) {
          needed.set(name, definitions.get(name));
          open.push(definitions.get(name));
        }
      }
    }
    shape.set("$defs", needed);
    return Json.write(shape);
  }
}
