package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Takes values out of a map, passing over what the shape check has already found wrong.
record Fields(Mapping mapping) {
  Optional<Scalar> scalar(String key) {
    return mapping.find(key).map(Entry::value).flatMap(Fields::asText);
  }

  @Nullable String text(String key) {
    return scalar(key).map(Scalar::text).orElse(null);
  }

  String textOr(String key, String otherwise) {
    return scalar(key).map(Scalar::text).orElse(otherwise);
  }

  /// Returns the texts of a list; a single text counts as a list of one.
  List<Scalar> scalars(String key) {
    return mapping.find(key).map(Entry::value).map(Fields::asTexts).orElse(List.of());
  }

  /// Returns the maps in a list.
  List<Fields> maps(String key) {
    return mapping.find(key).map(Entry::value).stream()
        .filter(Sequence.class::isInstance)
        .flatMap(list -> ((Sequence) list).items().stream())
        .filter(Mapping.class::isInstance)
        .map(item -> new Fields((Mapping) item))
        .toList();
  }

  Optional<Fields> map(String key) {
    return mapping
        .find(key)
        .map(Entry::value)
        .filter(Mapping.class::isInstance)
        .map(value -> new Fields((Mapping) value));
  }

  /// Returns the texts below a key; a map inside gives its keys behind its own, with a dot.
  SequencedMap<String, String> texts(String key) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    map(key).ifPresent(fields -> collect("", fields.mapping(), texts));
    return texts;
  }

  private static void collect(String prefix, Mapping mapping, SequencedMap<String, String> texts) {
    for (Entry entry : mapping.entries()) {
      String name = prefix + entry.key().text();
      if (entry.value() instanceof Mapping nested) {
        collect(name + ".", nested, texts);
      } else {
        asText(entry.value()).ifPresent(text -> texts.put(name, text.text()));
      }
    }
  }

  private static List<Scalar> asTexts(YamlNode node) {
    return switch (node) {
      case Sequence sequence -> sequence.items().stream().flatMap(i -> asText(i).stream()).toList();
      case Scalar _ -> asText(node).stream().toList();
      case Mapping _ -> List.of();
    };
  }

  private static Optional<Scalar> asText(YamlNode node) {
    return node instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NULL
        ? Optional.of(scalar)
        : Optional.empty();
  }
}
