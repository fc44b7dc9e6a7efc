package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.expression.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Reads YAML as values, without asking what they mean.
///
/// *Shape*: numbers that are not whole stay the text that they are written as: `1.10` is not `1.1`.
public final class PlainYaml {
  private PlainYaml() {}

  /// Reads a text.
  ///
  /// @param file its name, for faults
  public static Reading<Value> read(String file, String text) {
    Faults faults = new Faults(file);
    return YamlComposer.compose(text, faults)
        .filter(_ -> faults.isEmpty())
        .<Reading<Value>>map(node -> new Reading.Complete<>(value(node)))
        .orElseGet(() -> new Reading.Faulty<>(faults.all()));
  }

  private static Value value(YamlNode node) {
    return switch (node) {
      case Mapping mapping -> {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> values.put(entry.key().text(), value(entry.value())));
        yield new Value.Fields(values);
      }
      case Sequence sequence ->
          new Value.Items(sequence.items().stream().map(PlainYaml::value).toList());
      case Scalar(_, String text, Scalar.Kind kind) ->
          switch (kind) {
            case TEXT, DECIMAL -> Value.of(text);
            case INTEGER -> text.matches("-?[0-9]{1,18}") ? number(text) : Value.of(text);
            case BOOLEAN -> Value.of(text.equalsIgnoreCase("true"));
            case NULL -> Value.NOTHING;
          };
    };
  }

  private static Value number(String text) {
    return new Value.Numeral(new BigDecimal(text));
  }
}
