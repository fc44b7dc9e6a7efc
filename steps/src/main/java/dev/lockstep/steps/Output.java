package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Gathers what expressions can ask a step for.
final class Output {
  private final SequencedMap<String, Value> values = new LinkedHashMap<>();

  Output with(String name, long number) {
    return with(name, Value.of(number));
  }

  Output with(String name, boolean truth) {
    return with(name, Value.of(truth));
  }

  Output with(String name, String text) {
    return with(name, Value.of(text));
  }

  Output with(String name, List<String> texts) {
    return with(name, Looking.items(texts));
  }

  Output with(String name, Value value) {
    values.put(name, value);
    return this;
  }

  Value.Fields fields() {
    return new Value.Fields(values);
  }
}
