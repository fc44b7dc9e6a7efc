package dev.lockstep.runs;

import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Piece;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes values as JSON, and reads them.
///
/// *Shape*: text with secrets in it is `{"$secret": [text, {"name": secret}, …]}`: its secrets are
/// names there too. A key that begins with `$` gets another one.
///
/// *Errors*: `IllegalStateException` for what this never wrote.
public final class ValueJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String SECRET = "$secret";

  private ValueJson() {}

  public static String write(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(value, json);
    }
    return text.toString();
  }

  private static void write(Value value, JsonGenerator json) {
    switch (value) {
      case Value.Nothing _ -> json.writeNull();
      case Value.Truth(boolean truth) -> json.writeBoolean(truth);
      case Value.Numeral(BigDecimal number) -> json.writeNumber(number);
      case Value.Text(String text) -> json.writeString(text);
      case Value.Items(List<Value> values) -> {
        json.writeStartArray();
        values.forEach(one -> write(one, json));
        json.writeEndArray();
      }
      case Value.Fields(SequencedMap<String, Value> values) -> {
        json.writeStartObject();
        for (Map.Entry<String, Value> one : values.entrySet()) {
          json.writeName(one.getKey().startsWith("$") ? "$" + one.getKey() : one.getKey());
          write(one.getValue(), json);
        }
        json.writeEndObject();
      }
      case Value.Hidden(List<Piece> pieces) -> {
        json.writeStartObject();
        json.writeName(SECRET);
        json.writeStartArray();
        for (Piece piece : pieces) {
          if (piece.secret()) {
            json.writeStartObject();
            json.writeStringProperty("name", piece.text());
            json.writeEndObject();
          } else {
            json.writeString(piece.text());
          }
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case Value.Names _ -> throw new IllegalStateException("names are no value to keep");
    }
  }

  static Value.Fields fields(String text) {
    return (Value.Fields) read(text);
  }

  public static Value read(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      return read(json);
    }
  }

  private static Value read(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NULL -> Value.NOTHING;
      case VALUE_TRUE -> Value.TRUE;
      case VALUE_FALSE -> Value.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Numeral(json.getDecimalValue());
      case VALUE_STRING -> Value.of(json.getString());
      case START_ARRAY -> {
        List<Value> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(read(json));
        }
        yield new Value.Items(values);
      }
      case START_OBJECT -> object(json);
      case null, default -> throw new IllegalStateException("this is no value");
    };
  }

  private static Value object(JsonParser json) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      Value value = read(json);
      if (name.equals(SECRET)) {
        json.nextToken();
        return new Value.Hidden(pieces((Value.Items) value));
      }
      values.put(name.startsWith("$") ? name.substring(1) : name, value);
    }
    return new Value.Fields(values);
  }

  private static List<Piece> pieces(Value.Items items) {
    return items.values().stream()
        .map(one ->
            switch (one) {
              case Value.Text(String text) -> new Piece(text, false);
              case Value.Fields(SequencedMap<String, Value> fields)
                  when fields.get("name") instanceof Value.Text(String name) ->
                  new Piece(name, true);
              default -> throw new IllegalStateException("this is no piece of a text");
            })
        .toList();
  }
}
