package dev.lockstep.server.api;

import dev.lockstep.expression.Value;
import dev.lockstep.server.store.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shows values as JSON; of secrets not even the names.
final class ValueNodes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ValueNodes() {}

  static JsonNode node(Value value) {
    return switch (value) {
      case Value.Nothing _ -> NODES.nullNode();
      case Value.Truth truth -> NODES.booleanNode(truth.value());
      case Value.Numeral number -> NODES.numberNode(number.value());
      case Value.Text text -> NODES.stringNode(text.value());
      case Value.Hidden hidden -> NODES.stringNode(hidden.toString());
      case Value.Items items -> {
        ArrayNode array = NODES.arrayNode();
        items.values().forEach(one -> array.add(node(one)));
        yield array;
      }
      case Value.Fields fields -> {
        ObjectNode object = Json.object();
        fields.values().forEach((name, one) -> object.set(name, node(one)));
        yield object;
      }
      case Value.Names _ -> throw new IllegalStateException("names are no value to show");
    };
  }
}
