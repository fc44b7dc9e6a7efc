package dev.lockstep.steps;

import dev.lockstep.expression.Value;
import dev.lockstep.runs.ValueJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// Reads what commands print for programs.
final class Answers {
  private Answers() {}

  /// Returns a text as a value; nothing where it is no JSON.
  static Value parsed(String text) {
    try {
      return text.isBlank() ? Value.NOTHING : ValueJson.read(text);
    } catch (JacksonException | IllegalStateException unreadable) {
      return Value.NOTHING;
    }
  }

  /// Lists the maps in a list below a key.
  static List<Value.Fields> list(Value value, String key) {
    return value instanceof Value.Fields(SequencedMap<String, Value> fields)
            && fields.get(key) instanceof Value.Items(List<Value> items)
        ? items.stream()
            .filter(Value.Fields.class::isInstance)
            .map(Value.Fields.class::cast)
            .toList()
        : List.of();
  }

  /// Returns the map below a key, if there is one.
  static Stream<Value.Fields> at(Value value, String key) {
    return value instanceof Value.Fields(SequencedMap<String, Value> fields)
            && fields.get(key) instanceof Value.Fields found
        ? Stream.of(found)
        : Stream.of();
  }

  /// Returns a text or number below a key, or the empty text.
  static String text(Value.Fields fields, String key) {
    return switch (fields.values().get(key)) {
      case Value.Text(String text) -> text;
      case Value.Numeral(BigDecimal number) -> number.toPlainString();
      case null, default -> "";
    };
  }

  /// Lists the texts in a list below a key.
  static List<String> texts(Value.Fields fields, String key) {
    return fields.values().get(key) instanceof Value.Items(List<Value> items)
        ? items.stream()
            .filter(Value.Text.class::isInstance)
            .map(item -> ((Value.Text) item).value())
            .toList()
        : List.of();
  }

  static Value items(List<String> texts) {
    return new Value.Items(texts.stream().<Value>map(Value::of).toList());
  }
}
