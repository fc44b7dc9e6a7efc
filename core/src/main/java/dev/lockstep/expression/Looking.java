package dev.lockstep.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Looks into values whose form nobody promises: what is not there, or is something else, is empty.
public final class Looking {
  private Looking() {}

  /// Lists the maps in a list below a key.
  public static List<Value.Fields> list(Value value, String key) {
    return value instanceof Value.Fields(SequencedMap<String, Value> fields)
            && fields.get(key) instanceof Value.Items(List<Value> items)
        ? items.stream()
            .filter(Value.Fields.class::isInstance)
            .map(Value.Fields.class::cast)
            .toList()
        : List.of();
  }

  /// Returns the map below a key, if there is one.
  public static Stream<Value.Fields> at(Value value, String key) {
    return value instanceof Value.Fields(SequencedMap<String, Value> fields)
            && fields.get(key) instanceof Value.Fields found
        ? Stream.of(found)
        : Stream.of();
  }

  /// Returns a text or number below a key, or the empty text.
  public static String text(Value value, String key) {
    return switch (value instanceof Value.Fields fields ? fields.values().get(key) : null) {
      case Value.Text(String text) -> text;
      case Value.Numeral(BigDecimal number) -> number.toPlainString();
      case null, default -> "";
    };
  }

  /// Lists the texts in a list below a key.
  public static List<String> texts(Value.Fields fields, String key) {
    return fields.values().get(key) instanceof Value.Items(List<Value> items)
        ? items.stream()
            .filter(Value.Text.class::isInstance)
            .map(item -> ((Value.Text) item).value())
            .toList()
        : List.of();
  }

  /// Makes a list of texts.
  public static Value items(List<String> texts) {
    return new Value.Items(texts.stream().<Value>map(Value::of).toList());
  }
}
