package dev.lockstep.cli;

import dev.lockstep.expression.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Writes values in lines, for people to compare.
///
/// *Shape*: as YAML, with the lines of long texts below each other.
final class Outline {
  private Outline() {}

  static String of(Value value) {
    List<String> lines = new ArrayList<>();
    add(lines, "", value);
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String indent, Value value) {
    switch (value) {
      case Value.Fields(SequencedMap<String, Value> fields) -> {
        for (Map.Entry<String, Value> field : fields.entrySet()) {
          entry(lines, indent + field.getKey() + ":", indent, field.getValue());
        }
      }
      case Value.Items(List<Value> items) ->
          items.forEach(item -> entry(lines, indent + "-", indent, item));
      default -> lines.add(indent + scalar(value));
    }
  }

  private static void entry(List<String> lines, String head, String indent, Value value) {
    if (isNested(value)) {
      lines.add(head);
      add(lines, indent + "  ", value);
    } else if (value instanceof Value.Text(String text) && text.contains("\n")) {
      lines.add(head + " |");
      text.lines().forEach(line -> lines.add((indent + "  " + line).stripTrailing()));
    } else {
      lines.add(head + " " + scalar(value));
    }
  }

  private static boolean isNested(Value value) {
    return (value instanceof Value.Fields fields && !fields.values().isEmpty())
        || (value instanceof Value.Items items && !items.values().isEmpty());
  }

  private static String scalar(Value value) {
    return switch (value) {
      case Value.Nothing _ -> "null";
      case Value.Truth(boolean truth) -> String.valueOf(truth);
      case Value.Numeral(BigDecimal number) -> number.toPlainString();
      case Value.Text(String text) -> text;
      case Value.Items _ -> "[]";
      case Value.Fields _ -> "{}";
      case Value.Hidden _, Value.Names _ -> value.kindName();
    };
  }
}
