package dev.lockstep.rego.builtin;

import com.google.re2j.PatternSyntaxException;
import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong in a JSON Schema, the first thing alone.
///
/// *Source*: what OPA 1.22.2 says of schemas, and in which order.
final class SchemaChecks {
  private static final String SCHEMA = "Valid Schema";
  private static final String SCHEMAS = "Array Of Schemas";
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");

  private final JsonSchema schema;
  private final Set<String> followed = new HashSet<>();

  private SchemaChecks(JsonSchema schema) {
    this.schema = schema;
  }

  /// Makes a schema of a value.
  ///
  /// *Errors*: [SchemaException] with what is wrong.
  static JsonSchema schema(Value value) {
    JsonSchema schema = new JsonSchema(value);
    new SchemaChecks(schema).check(value);
    return schema;
  }

  private void check(Value value) {
    Budget.spend(1);
    if (schema.isSince(6) && value instanceof RegoBoolean) {
      return;
    }
    if (!(value instanceof RegoObject object)) {
      throw new SchemaException("Expected: " + SCHEMA + ", given: Invalid JSON");
    }
    boolean older = schema.isOfDraft(4) || (schema.isOfAnyDraft() && object.get("id") != null);
    text(object, older ? "id" : "$id");
    definitions(object);
    text(object, "title");
    text(object, "description");
    text(object, "$ref");
    String reference = schema.reference(object);
    if (reference != null && followed.add(reference)) {
      follow(reference);
      return;
    }
    types(object);
    fields(object);
    elements(object);
    numbers(object);
    texts(object);
    sizes(object);
    values(object);
    combined(object);
  }

  private static SchemaException invalid(String expected, String given) {
    return new SchemaException("Invalid type. Expected: " + expected + ", given: " + given);
  }

  private static void text(RegoObject object, String key) {
    Value value = object.get(key);
    if (value != null && !(value instanceof RegoString)) {
      throw invalid("string", key);
    }
  }

  private static boolean isSchema(Value value) {
    return value instanceof RegoObject || value instanceof RegoBoolean;
  }

  private void follow(String reference) {
    Value there = schema.at(reference);
    if (!isSchema(there)) {
      throw new SchemaException(SCHEMA + " must be of type object");
    }
    check(there);
  }

  private void definitions(RegoObject object) {
    Value value = object.get("definitions");
    if (value == null) {
      return;
    }
    if (!(value instanceof RegoObject definitions)) {
      throw invalid(SCHEMAS, "definitions");
    }
    for (Value name : definitions.keys()) {
      if (!isSchema(definitions.at(name))) {
        throw invalid(SCHEMAS, "definitions");
      }
      check(definitions.at(name));
    }
  }

  private static void types(RegoObject object) {
    Value value = object.get("type");
    if (value == null) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Value one : value instanceof RegoArray array ? array.values() : List.of(value)) {
      if (!(one instanceof RegoString text)) {
        throw invalid("type", "string/Array Of Strings");
      }
      if (!TYPES.contains(text.text())) {
        throw new SchemaException(
            "has a primitive type that is NOT VALID -- given: /%s/ Expected valid values are:[%s]"
                .formatted(text.text(), String.join(" ", TYPES)));
      }
      if (!seen.add(text.text())) {
        throw new SchemaException(text.text() + " type is duplicated");
      }
    }
  }

  private void fields(RegoObject object) {
    Value properties = object.get("properties");
    if (properties != null) {
      if (!(properties instanceof RegoObject fields)) {
        throw new SchemaException("Properties must be of type object");
      }
      fields.keys().forEach(key -> check(fields.at(key)));
    }
    others(object, "additionalProperties");
    Value patterns = object.get("patternProperties");
    if (patterns != null) {
      if (!(patterns instanceof RegoObject fields)) {
        throw invalid(SCHEMA, "patternProperties");
      }
      for (Value key : fields.keys()) {
        String pattern = ((RegoString) key).text();
        if (!isRegex(pattern)) {
          throw new SchemaException("Invalid regex pattern '" + pattern + "'");
        }
        check(fields.at(key));
      }
    }
    Value names = object.get("propertyNames");
    if (names != null && schema.isSince(6)) {
      if (!isSchema(names)) {
        throw invalid(SCHEMA, "patternProperties");
      }
      check(names);
    }
    dependencies(object.get("dependencies"));
  }

  /// Checks what is said of the fields or elements that are not named.
  private void others(RegoObject object, String key) {
    Value value = object.get(key);
    if (value instanceof RegoObject) {
      check(value);
    } else if (value != null && !(value instanceof RegoBoolean)) {
      throw invalid("boolean/" + SCHEMA, key);
    }
  }

  static boolean isRegex(String pattern) {
    try {
      Regex.pattern(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private void dependencies(@Nullable Value value) {
    if (value == null) {
      return;
    }
    if (!(value instanceof RegoObject dependencies)) {
      throw new SchemaException("dependencies must be of type object");
    }
    for (Value key : dependencies.keys()) {
      Value one = dependencies.at(key);
      boolean names =
          one instanceof RegoArray array
              && array.values().stream().allMatch(RegoString.class::isInstance);
      if (!names && !isSchema(one)) {
        throw new SchemaException("Dependency must be of type Schema Or Array Of Strings");
      }
      if (!names) {
        check(one);
      }
    }
  }

  private void elements(RegoObject object) {
    Value items = object.get("items");
    if (items != null) {
      for (Value one : items instanceof RegoArray array ? array.values() : List.of(items)) {
        if (!isSchema(one)) {
          throw invalid(SCHEMA + "/" + SCHEMAS, "items");
        }
        check(one);
      }
    }
    others(object, "additionalItems");
  }

  private void numbers(RegoObject object) {
    Value multiple = object.get("multipleOf");
    if (multiple != null) {
      if (!(multiple instanceof RegoNumber number)) {
        throw invalid("Number", "multipleOf");
      }
      if (number.signum() <= 0) {
        throw new SchemaException("multipleOf must be strictly greater than 0");
      }
    }
    end(object, "minimum", "exclusiveMinimum");
    end(object, "maximum", "exclusiveMaximum");
  }

  private void end(RegoObject object, String key, String beyond) {
    Value value = object.get(key);
    if (value != null && !(value instanceof RegoNumber)) {
      throw new SchemaException(key + " must be of a Number");
    }
    Value excluded = object.get(beyond);
    if (excluded == null) {
      return;
    }
    boolean flag = excluded instanceof RegoBoolean;
    if (schema.isOfDraft(4) && !flag) {
      throw invalid("boolean", beyond);
    }
    if (schema.isOfAnyDraft() && !flag && !(excluded instanceof RegoNumber)) {
      throw invalid("boolean/number", beyond);
    }
    if (!schema.isOfDraft(4) && !schema.isOfAnyDraft() && !(excluded instanceof RegoNumber)) {
      throw invalid("number", beyond);
    }
    if (flag && value == null) {
      throw new SchemaException(beyond + " cannot be used without " + key);
    }
  }

  private static void texts(RegoObject object) {
    long least = size(object, "minLength", 0);
    if (size(object, "maxLength", Long.MAX_VALUE) < least) {
      throw new SchemaException("minLength cannot be greater than maxLength");
    }
    text(object, "pattern");
    if (object.get("pattern") instanceof RegoString pattern && !isRegex(pattern.text())) {
      throw new SchemaException("pattern must be a valid regex");
    }
    text(object, "format");
  }

  /// Returns a size; another number where the schema names none.
  static long size(RegoObject object, String key, long otherwise) {
    Value value = object.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof RegoNumber number) || !number.isPlain() || number.asLong().isEmpty()) {
      throw new SchemaException(key + " must be of an integer");
    }
    if (number.signum() < 0) {
      throw new SchemaException(key + " must be greater than or equal to 0");
    }
    return number.asLong().getAsLong();
  }

  private static void sizes(RegoObject object) {
    long least = size(object, "minProperties", 0);
    if (size(object, "maxProperties", Long.MAX_VALUE) < least) {
      throw new SchemaException("minProperties cannot be greater than maxProperties");
    }
    Set<Value> required = new HashSet<>();
    for (Value one : list(object, "required")) {
      if (!(one instanceof RegoString)) {
        throw invalid("string", "required");
      }
      if (!required.add(one)) {
        throw new SchemaException("required items must be unique");
      }
    }
    size(object, "minItems", 0);
    size(object, "maxItems", 0);
    Value unique = object.get("uniqueItems");
    if (unique != null && !(unique instanceof RegoBoolean)) {
      throw new SchemaException("uniqueItems must be of a boolean");
    }
  }

  /// Returns the elements of a list; none where the schema has no such list.
  static List<Value> list(RegoObject object, String key) {
    return switch (object.get(key)) {
      case null -> List.of();
      case RegoArray array -> array.values();
      default -> throw new SchemaException(key + " must be of an array");
    };
  }

  private void values(RegoObject object) {
    Value contains = object.get("contains");
    if (contains != null && schema.isSince(6)) {
      check(contains);
    }
    Set<String> seen = new HashSet<>();
    for (Value one : list(object, "enum")) {
      if (!seen.add(written(one))) {
        throw new SchemaException("enum items must be unique");
      }
    }
  }

  private void combined(RegoObject object) {
    for (String key : List.of("oneOf", "anyOf", "allOf")) {
      list(object, key).forEach(this::check);
    }
    single(object, "not");
    if (schema.isSince(7)) {
      List.of("if", "then", "else").forEach(key -> single(object, key));
    }
  }

  private void single(RegoObject object, String key) {
    Value value = object.get(key);
    if (value != null && !isSchema(value)) {
      throw new SchemaException(key + " must be of an object");
    }
    if (value != null) {
      check(value);
    }
  }

  /// Writes a value so that what is equal is written alike: numbers count as doubles do.
  static String written(Value value) {
    return Json.marshal(doubles(value));
  }

  private static Value doubles(Value value) {
    Budget.spend(1);
    return switch (value) {
      case RegoNumber number -> {
        RegoNumber nearest = RegoNumber.of(number.asDouble());
        String text = nearest.toString().replaceFirst("e([+-])0", "e$1");
        yield RegoNumber.parse(text);
      }
      case RegoArray array ->
          new RegoArray(array.values().stream().map(SchemaChecks::doubles).toList());
      case RegoObject object -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        object.keys().forEach(key -> entries.put(key, doubles(object.at(key))));
        yield RegoObject.of(entries);
      }
      default -> value;
    };
  }
}
