package dev.lockstep.cli;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes results for programs.
///
/// *Shape*: objects are maps in insertion order, times are ISO 8601 in UTC, durations are whole
/// milliseconds in keys that end with `Millis`.
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectWriteContext PRETTY =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new DefaultPrettyPrinter();
        }
      };

  private Json() {}

  /// Starts an object.
  static Node object() {
    return new Node();
  }

  static String write(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(PRETTY, text)) {
      write(generator, value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) {
    switch (value) {
      case null -> generator.writeNull();
      case Node node -> {
        generator.writeStartObject();
        for (Map.Entry<String, @Nullable Object> entry : node.fields.entrySet()) {
          generator.writeName(entry.getKey());
          write(generator, entry.getValue());
        }
        generator.writeEndObject();
      }
      case Collection<?> items -> {
        generator.writeStartArray();
        items.forEach(item -> write(generator, item));
        generator.writeEndArray();
      }
      case String text -> generator.writeString(text);
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case BigDecimal number -> generator.writeNumber(number);
      case Boolean truth -> generator.writeBoolean(truth);
      case Instant instant -> generator.writeString(instant.toString());
      case Duration duration -> generator.writeNumber(duration.toMillis());
      case Enum<?> constant ->
          generator.writeString(
              constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
      default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }

  /// Is an object under construction.
  static final class Node {
    private final SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();

    Node put(String name, @Nullable Object value) {
      fields.put(name, value);
      return this;
    }
  }
}
