package dev.lockstep.pipeline;

import dev.lockstep.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Is what a step is told: texts with expressions, in lists and maps.
public sealed interface Setting {
  /// *Shape*: true, false and numbers are texts here; whoever uses them knows what they must be.
  record Text(Template template, Place place) implements Setting {}

  record Items(List<Setting> items) implements Setting {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Fields(SequencedMap<String, Setting> fields) implements Setting {
    public static final Fields NONE = new Fields(Collections.emptyNavigableMap());

    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }
  }

  /// Lists the texts in it, in their order.
  default Stream<Text> texts() {
    return switch (this) {
      case Text text -> Stream.of(text);
      case Items(List<Setting> items) -> items.stream().flatMap(Setting::texts);
      case Fields(SequencedMap<String, Setting> fields) ->
          fields.values().stream().flatMap(Setting::texts);
    };
  }
}
