package dev.lockstep.rego.compile;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads JSON Schemas as types.
///
/// *Shape*: as OPA reads them. An object has the properties that its schema names and no others;
/// what a schema cannot say by types, such as `oneOf`, is anything. References lead into the schema
/// itself alone, nothing is fetched.
final class SchemaTypes {
  private final Value root;
  private final Deque<String> ways = new ArrayDeque<>();

  private SchemaTypes(Value root) {
    this.root = root;
  }

  /// *Errors*: [IllegalArgumentException] with what is wrong.
  static Type of(Value schema) {
    return new SchemaTypes(schema).type(schema);
  }

  private Type type(@Nullable Value schema) {
    if (!(schema instanceof RegoObject object)) {
      return Type.Either.ANY;
    }
    if (object.get("$ref") instanceof RegoString way) {
      return referred(way.text());
    }
    if (object.get("allOf") instanceof RegoArray all) {
      return all.values().stream()
          .map(this::type)
          .reduce(SchemaTypes::both)
          .orElse(Type.Either.ANY);
    }
    if (object.get("anyOf") instanceof RegoArray any) {
      return orAny(any.values().stream().map(this::type));
    }
    return switch (object.get("type")) {
      case null ->
          object.get("properties") != null
              ? named("object", object)
              : object.get("items") != null ? named("array", object) : Type.Either.ANY;
      case RegoString name ->
          name.text().equals("null") ? Type.Either.ANY : named(name.text(), object);
      case RegoArray names ->
          orAny(
              names.values().stream()
                  .map(name -> named(name instanceof RegoString text ? text.text() : "", object)));
      default -> throw wrong(String.valueOf(object.get("type")));
    };
  }

  private static IllegalArgumentException wrong(String type) {
    return new IllegalArgumentException(
        "unable to compile the schema: " + type + " is no type of JSON Schema");
  }

  private static Type orAny(Stream<Type> types) {
    return Optional.ofNullable(Type.any(types)).orElse(Type.Either.ANY);
  }

  private Type named(String type, RegoObject schema) {
    return switch (type) {
      case "object" -> fields(schema);
      case "array" ->
          schema.get("items") instanceof RegoArray items
              ? new Type.Items(items.values().stream().map(this::type).toList(), null)
              : new Type.Items(List.of(), type(schema.get("items")));
      case "string" -> Type.Plain.STRING;
      case "number", "integer" -> Type.Plain.NUMBER;
      case "boolean" -> Type.Plain.BOOLEAN;
      case "null" -> Type.Plain.NULL;
      default -> throw wrong(type);
    };
  }

  private Type fields(RegoObject schema) {
    Map<Value, Type> fields = new LinkedHashMap<>();
    if (schema.get("properties") instanceof RegoObject properties) {
      properties.keys().forEach(name -> fields.put(name, type(properties.at(name))));
    }
    return fields.isEmpty()
        ? new Type.Fields(Map.of(), Type.Either.ANY, Type.Either.ANY)
        : new Type.Fields(fields, null, null);
  }

  /// Where both name properties, all of them are there; else the first one tells what is.
  private static Type both(Type one, Type other) {
    if (one instanceof Type.Fields a && other instanceof Type.Fields b) {
      Map<Value, Type> fields = new LinkedHashMap<>(a.fields());
      fields.putAll(b.fields());
      boolean named = !fields.isEmpty();
      return new Type.Fields(
          fields, named ? null : Type.Either.ANY, named ? null : Type.Either.ANY);
    }
    return one.equals(Type.Either.ANY) ? other : one;
  }

  /// Follows `#/definitions/x`; what leads to itself or elsewhere is anything.
  private Type referred(String way) {
    if (!way.startsWith("#") || ways.contains(way)) {
      return Type.Either.ANY;
    }
    @Nullable Value found = root;
    for (String name : way.substring(1).split("/")) {
      if (!name.isEmpty() && found != null) {
        String plain = name.replace("~1", "/").replace("~0", "~");
        found = found instanceof RegoObject object ? object.get(plain) : null;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "unable to compile the schema: " + way + " leads nowhere in it");
    }
    ways.push(way);
    Type type = type(found);
    ways.pop();
    return type;
  }
}
