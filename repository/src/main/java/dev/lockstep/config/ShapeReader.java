package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a JSON Schema into shapes.
///
/// *Shape*: understands the keywords that the published schema uses, listed in [#understands]; any
/// other one is refused, so that the schema cannot promise what the check does not hold.
///
/// *Errors*: `IllegalStateException`; the schema is part of the product.
///
/// *Source*: JSON Schema 2020-12. JSON is read as the YAML that it is.
final class ShapeReader {
  private static final String DEFINITIONS = "#/$defs/";
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "$ref",
          "title",
          "description",
          "type",
          "properties",
          "required",
          "additionalProperties",
          "propertyNames",
          "items",
          "minItems",
          "minProperties",
          "enum",
          "pattern",
          "patternErrorMessage",
          "minimum",
          "maximum",
          "oneOf",
          "allOf");

  private ShapeReader() {}

  static boolean understands(String keyword) {
    return UNDERSTOOD.contains(keyword);
  }

  /// Returns the shapes by name: the definitions, and the root under the empty name.
  static Map<String, Shape> read(String json) {
    Faults faults = new Faults("lockstep.schema.json");
    YamlNode root = YamlComposer.compose(json, faults).orElse(null);
    if (!(root instanceof Mapping mapping) || !faults.isEmpty()) {
      throw new IllegalStateException("the schema cannot be read: " + faults.all());
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("", shape(mapping));
    if (value(mapping, "$defs") instanceof Mapping definitions) {
      for (Entry entry : definitions.entries()) {
        shapes.put(entry.key().text(), shape(entry.value()));
      }
    }
    return shapes;
  }

  private static Shape shape(YamlNode node) {
    if (node instanceof Scalar(_, String text, _) && text.equals("false")) {
      return Shape.NOTHING;
    }
    Mapping mapping = (Mapping) node;
    for (Entry entry : mapping.entries()) {
      if (!understands(entry.key().text())) {
        throw new IllegalStateException("schema keyword " + entry.key().text());
      }
    }
    String pattern = text(mapping, "pattern");
    return new Shape(
        reference(mapping),
        types(mapping),
        keys(mapping),
        texts(mapping, "required"),
        nested(mapping, "additionalProperties"),
        nested(mapping, "propertyNames"),
        nested(mapping, "items"),
        (int) number(mapping, "minItems", number(mapping, "minProperties", 0)),
        texts(mapping, "enum"),
        pattern == null ? null : Pattern.compile(pattern),
        text(mapping, "patternErrorMessage"),
        range(mapping),
        choices(mapping),
        cases(mapping));
  }

  private static @Nullable String reference(Mapping mapping) {
    String target = text(mapping, "$ref");
    if (target == null) {
      return null;
    }
    if (!target.startsWith(DEFINITIONS)) {
      throw new IllegalStateException("schema reference " + target);
    }
    return target.substring(DEFINITIONS.length());
  }

  private static Set<String> types(Mapping mapping) {
    if (value(mapping, "type") instanceof Sequence) {
      return new TreeSet<>(texts(mapping, "type"));
    }
    String one = text(mapping, "type");
    return one == null ? Set.of() : Set.of(one);
  }

  private static SequencedMap<String, Shape> keys(Mapping mapping) {
    SequencedMap<String, Shape> keys = new LinkedHashMap<>();
    if (value(mapping, "properties") instanceof Mapping properties) {
      for (Entry entry : properties.entries()) {
        keys.put(entry.key().text(), shape(entry.value()));
      }
    }
    return keys;
  }

  private static List<Shape> choices(Mapping mapping) {
    List<Shape> choices = new ArrayList<>();
    if (value(mapping, "oneOf") instanceof Sequence sequence) {
      sequence.items().forEach(item -> choices.add(shape(item)));
    }
    return choices;
  }

  /// Reads `allOf` of a kind that is understood: `if` the required key `type` is a word, `then` a
  /// shape.
  private static SequencedMap<String, Shape> cases(Mapping mapping) {
    SequencedMap<String, Shape> cases = new LinkedHashMap<>();
    if (value(mapping, "allOf") instanceof Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        String word = null;
        if (value((Mapping) item, "if") instanceof Mapping condition
            && texts(condition, "required").equals(List.of("type"))
            && value(condition, "properties") instanceof Mapping properties
            && value(properties, "type") instanceof Mapping type) {
          word = text(type, "const");
        }
        Shape then = nested((Mapping) item, "then");
        if (word == null || then == null) {
          throw new IllegalStateException("schema keyword allOf");
        }
        cases.put(word, then);
      }
    }
    return cases;
  }

  private static Shape.@Nullable Range range(Mapping mapping) {
    if (value(mapping, "minimum") == null && value(mapping, "maximum") == null) {
      return null;
    }
    return new Shape.Range(
        number(mapping, "minimum", Long.MIN_VALUE), number(mapping, "maximum", Long.MAX_VALUE));
  }

  private static @Nullable Shape nested(Mapping mapping, String keyword) {
    YamlNode node = value(mapping, keyword);
    return node == null ? null : shape(node);
  }

  private static List<String> texts(Mapping mapping, String keyword) {
    List<String> texts = new ArrayList<>();
    if (value(mapping, keyword) instanceof Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        texts.add(((Scalar) item).text());
      }
    }
    return texts;
  }

  private static @Nullable String text(Mapping mapping, String keyword) {
    return value(mapping, keyword) instanceof Scalar scalar ? scalar.text() : null;
  }

  private static long number(Mapping mapping, String keyword, long otherwise) {
    String text = text(mapping, keyword);
    return text == null ? otherwise : Long.parseLong(text);
  }

  private static @Nullable YamlNode value(Mapping mapping, String keyword) {
    return mapping.find(keyword).map(Entry::value).orElse(null);
  }
}
