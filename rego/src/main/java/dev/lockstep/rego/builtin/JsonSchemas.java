package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.List;

/// Checks JSON Schemas, and values against them, with the words of OPA.
///
/// *Shape*: drafts 4, 6 and 7, and all that they have together where a schema names none.
final class JsonSchemas {
  static final List<Builtin> ALL =
      List.of(
          pure("json.match_schema", 2, JsonSchemas::matched),
          pure("json.verify_schema", 1, JsonSchemas::verified));

  private JsonSchemas() {}

  private static Value matched(Arguments arguments) {
    Value document;
    JsonSchema schema;
    try {
      document = document(arguments, 0);
      schema = SchemaChecks.schema(document(arguments, 1));
    } catch (SchemaException e) {
      throw arguments.failure(String.valueOf(e.getMessage()));
    }
    List<Value> wrong = new SchemaMatch(schema).of(document);
    return RegoArray.of(RegoBoolean.of(wrong.isEmpty()), new RegoArray(wrong));
  }

  private static Value verified(Arguments arguments) {
    try {
      SchemaChecks.schema(document(arguments, 0));
      return RegoArray.of(RegoBoolean.TRUE, RegoNull.NULL);
    } catch (SchemaException e) {
      return RegoArray.of(RegoBoolean.FALSE, new RegoString("jsonschema: " + e.getMessage()));
    }
  }

  /// Reads a text, and writes an object and reads it, which leaves what JSON knows.
  private static Value document(Arguments arguments, int place) {
    try {
      return switch (arguments.value(place)) {
        case RegoString text -> Json.read(text.text());
        case RegoObject object -> {
          Budget.weigh(object);
          yield Json.read(Json.write(object));
        }
        default -> throw new SchemaException("wrong type, expected string or object");
      };
    } catch (JsonException e) {
      throw new SchemaException("invalid JSON string");
    }
  }
}
