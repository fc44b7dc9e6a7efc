package dev.lockstep.config;

import dev.lockstep.expression.Value;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reads and writes JSON as values, without asking what it means.
public final class PlainJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private PlainJson() {}

  /// Reads a text; empty where it is no JSON.
  public static Optional<Value> read(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Value value = value(json);
      return json.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static Value value(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NULL -> Value.NOTHING;
      case VALUE_TRUE -> Value.TRUE;
      case VALUE_FALSE -> Value.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Numeral(json.getDecimalValue());
      case VALUE_STRING -> Value.of(json.getString());
      case START_ARRAY -> {
        List<Value> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(json));
        }
        yield new Value.Items(values);
      }
      case START_OBJECT -> {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          values.put(name, value(json));
        }
        yield new Value.Fields(values);
      }
      // An empty text.
      case null, default -> Value.NOTHING;
    };
  }

  /// Writes a value that holds no secret.
  public static String write(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Value value) {
    switch (value) {
      case Value.Nothing _ -> json.writeNull();
      case Value.Truth(boolean truth) -> json.writeBoolean(truth);
      case Value.Numeral(BigDecimal number) -> json.writeNumber(number);
      case Value.Text(String text) -> json.writeString(text);
      case Value.Items(List<Value> items) -> {
        json.writeStartArray();
        items.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case Value.Fields(SequencedMap<String, Value> fields) -> {
        json.writeStartObject();
        fields.forEach((name, field) -> {
          json.writeName(name);
          write(json, field);
        });
        json.writeEndObject();
      }
      case Value.Hidden _, Value.Names _ ->
          throw new IllegalArgumentException("JSON holds no " + value.kindName());
    }
  }
}
