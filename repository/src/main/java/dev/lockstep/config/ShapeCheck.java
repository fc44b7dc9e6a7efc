package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a document against its shapes and says what does not fit, where.
///
/// *Shape*: values that did not match a pattern are never repeated, for they may be a password.
/// Patterns are held against the text as written, so that `1.10` is not taken for `1.1`.
final class ShapeCheck {
  private static final String PASSWORD = "password";

  private final Map<String, Shape> shapes;
  private final Faults faults;

  ShapeCheck(Map<String, Shape> shapes, Faults faults) {
    this.shapes = shapes;
    this.faults = faults;
  }

  void check(YamlNode document) {
    check(document, named(""), "The file");
  }

  private void check(YamlNode node, Shape shape, String name) {
    if (!shape.types().isEmpty() && !allows(shape, node)) {
      reportType(node, kinds(shape), shape.patternHint(), name);
      return;
    }
    if (shape.reference() != null) {
      check(node, named(shape.reference()), name);
    }
    if (!shape.choices().isEmpty()) {
      checkChoices(node, shape, name);
    }
    switch (node) {
      case Mapping mapping -> checkMapping(mapping, shape, name);
      case Sequence sequence -> checkSequence(sequence, shape, name);
      case Scalar scalar -> checkScalar(scalar, shape, name);
    }
  }

  private void checkMapping(Mapping mapping, Shape shape, String name) {
    tooFew(mapping, mapping.entries().size(), shape, name);
    for (String key : shape.required()) {
      if (mapping.find(key).isEmpty()) {
        faults.add("missing-key", mapping.place(), name + " lacks the key " + key + ".", "Add it.");
      }
    }
    for (Entry entry : mapping.entries()) {
      checkEntry(entry, shape, name);
    }
    Shape of =
        mapping.find("type").map(Entry::value).orElse(null) instanceof Scalar(_, String word, _)
            ? shape.cases().get(word)
            : null;
    if (of != null) {
      check(mapping, of, name);
    }
  }

  private void checkEntry(Entry entry, Shape shape, String name) {
    String key = entry.key().text();
    if (shape.keyNames() != null) {
      check(entry.key(), shape.keyNames(), "The name " + Words.quote(key));
    }
    Shape known = shape.keys().get(key);
    Shape others = shape.others();
    if (known != null) {
      check(entry.value(), known, key);
    } else if (others != null && others.isNothing()) {
      unknownKey(entry.key(), shape, name);
    } else if (others != null) {
      check(entry.value(), others, Words.quote(key));
    }
  }

  private void unknownKey(Scalar key, Shape shape, String name) {
    if (key.text().equals("<<")) {
      faults.add(
          "unknown-key",
          key.place(),
          "The merge key << is not part of YAML 1.2.",
          "Repeat the whole value with an alias, or write the keys out.");
      return;
    }
    List<String> known = List.copyOf(shape.keys().keySet());
    Optional<String> nearest = Words.nearest(key.text(), known);
    String message = name + " has no key " + Words.quote(key.text()) + ".";
    String nextStep =
        nearest
            .map(meant -> "Did you mean " + meant + "?")
            .orElse(
                known.isEmpty()
                    ? "Remove it."
                    : "Known keys are " + String.join(", ", known) + ".");
    faults.add("unknown-key", key.place(), message, nextStep);
  }

  private void checkSequence(Sequence sequence, Shape shape, String name) {
    tooFew(sequence, sequence.items().size(), shape, name);
    Shape items = shape.items();
    if (items != null) {
      int number = 1;
      for (YamlNode item : sequence.items()) {
        check(item, items, nameOfItem(name, item, number));
        number++;
      }
    }
  }

  private void checkScalar(Scalar scalar, Shape shape, String name) {
    String text = scalar.text();
    if (!shape.values().isEmpty() && !shape.values().contains(text)) {
      String message = name + " " + Words.quote(text) + " is not known.";
      String known = "Known are " + String.join(", ", shape.values()) + ".";
      String nextStep =
          Words.nearest(text, shape.values())
              .map(meant -> "Did you mean " + meant + "? " + known)
              .orElse(known);
      faults.add("unknown-value", scalar.place(), message, nextStep);
    }
    if (shape.pattern() != null && !shape.pattern().matcher(text).find()) {
      boolean password = name.equals(PASSWORD);
      faults.add(
          password ? "literal-password" : "bad-format",
          scalar.place(),
          password ? "The password is not a reference." : name + " is not written as it must be.",
          shape.patternHint());
    }
    Shape.Range range = shape.range();
    if (range != null && !contains(range, text)) {
      faults.add(
          "out-of-range",
          scalar.place(),
          name + " must lie between " + range.lowest() + " and " + range.highest() + ".",
          null);
    }
  }

  /// Checks the one choice that is of the node's kind; the schema keeps choices apart by kind.
  private void checkChoices(YamlNode node, Shape shape, String name) {
    List<String> kinds = new ArrayList<>();
    for (Shape choice : shape.choices()) {
      Shape resolved = resolve(choice);
      if (allows(resolved, node)) {
        check(node, choice, name);
        return;
      }
      kinds.addAll(kinds(resolved));
    }
    reportType(node, kinds, shape.patternHint(), name);
  }

  private void reportType(YamlNode node, List<String> kinds, @Nullable String hint, String name) {
    boolean empty = node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL;
    boolean quotedNumber =
        node instanceof Scalar scalar
            && ScalarKinds.of(scalar.text()) == Scalar.Kind.INTEGER
            && kinds.contains("a whole number");
    List<String> distinct = kinds.stream().distinct().toList();
    faults.add(
        "wrong-type",
        node.place(),
        name
            + (empty ? " is empty" : " is " + node.kindName())
            + " but must be "
            + Words.anyOf(distinct)
            + ".",
        quotedNumber ? "Write the number without quotes." : name.equals(PASSWORD) ? hint : null);
  }

  private void tooFew(YamlNode node, int size, Shape shape, String name) {
    if (size < shape.fewest()) {
      Place place = node.place();
      faults.add("too-few", place, name + " must not be empty.", null);
    }
  }

  private static boolean contains(Shape.Range range, String text) {
    try {
      long value = Long.parseLong(text);
      return value >= range.lowest() && value <= range.highest();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String nameOfItem(String list, YamlNode item, int number) {
    String text =
        item instanceof Mapping mapping
            ? mapping
                .find("name")
                .map(Entry::value)
                .filter(Scalar.class::isInstance)
                .map(name -> ((Scalar) name).text())
                .orElse("")
            : "";
    String one =
        list.endsWith("ies")
            ? list.substring(0, list.length() - "ies".length()) + "y"
            : list.endsWith("s") ? list.substring(0, list.length() - 1) : list + " item";
    return text.isEmpty() ? one + " " + number : one + " " + Words.quote(text);
  }

  private Shape resolve(Shape shape) {
    return shape.reference() == null ? shape : named(shape.reference());
  }

  private Shape named(String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }

  private static boolean allows(Shape shape, YamlNode node) {
    return switch (node) {
      case Mapping _ -> shape.types().contains("object");
      case Sequence _ -> shape.types().contains("array");
      case Scalar(_, _, Scalar.Kind kind) ->
          switch (kind) {
            case TEXT -> shape.types().contains("string");
            case INTEGER -> shape.types().contains("integer") || shape.types().contains("number");
            case DECIMAL -> shape.types().contains("number");
            case BOOLEAN -> shape.types().contains("boolean");
            case NULL -> shape.types().contains("null");
          };
    };
  }

  /// Returns the types in words; text that may look like a number is just text to its writer.
  private static List<String> kinds(Shape shape) {
    List<String> kinds = new ArrayList<>();
    if (shape.types().contains("string")) {
      kinds.add("text");
    }
    if (shape.types().contains("integer")) {
      kinds.add("a whole number");
    }
    if (shape.types().contains("boolean") && !shape.types().contains("string")) {
      kinds.add("true or false");
    }
    if (shape.types().contains("array")) {
      kinds.add("a list");
    }
    if (shape.types().contains("object")) {
      kinds.add("a map");
    }
    return kinds;
  }
}
