package dev.lockstep.config;

import java.util.List;
import java.util.Optional;

/// Is one piece of a YAML document with the place where it is written.
///
/// *Shape*: a tree without references; a piece that the document uses again by alias appears at
/// both places and keeps the place where it is written.
sealed interface YamlNode {
  Place place();

  /// Returns what this is, for messages.
  String kindName();

  /// *Units*: both start at 1; a column is one Unicode code point.
  record Place(int line, int column) {}

  record Mapping(Place place, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    Optional<Entry> find(String key) {
      return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
    }

    @Override
    public String kindName() {
      return "a map";
    }
  }

  record Entry(Scalar key, YamlNode value) {}

  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kindName() {
      return "a list";
    }
  }

  /// *Shape*: `text` is what the file says, without quotes; `kind` is what YAML 1.2 makes of it.
  record Scalar(Place place, String text, Kind kind) implements YamlNode {
    enum Kind {
      TEXT("text"),
      INTEGER("a whole number"),
      DECIMAL("a number"),
      BOOLEAN("true or false"),
      NULL("empty");

      private final String words;

      Kind(String words) {
        this.words = words;
      }
    }

    @Override
    public String kindName() {
      return kind.words;
    }
  }
}
