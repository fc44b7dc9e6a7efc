package dev.lockstep.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Names one object of a database.
///
/// @param kind what it is, as the dialect calls it: `table`, `column`, `function` …
/// @param path the names that lead to it, outermost first, unquoted and as the database stores
///   them; a routine's last part is its argument types
public record ObjectId(String kind, List<String> path) implements Comparable<ObjectId> {
  private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate");

  public ObjectId {
    path = List.copyOf(path);
  }

  public static ObjectId of(String kind, String... path) {
    return new ObjectId(kind, List.of(path));
  }

  /// Returns the object's own name, without those that lead to it.
  public String name() {
    return path.getLast();
  }

  @Override
  public int compareTo(ObjectId other) {
    // Schemas are sorted by this: no iterators.
    int mine = path.size();
    int theirs = other.path.size();
    for (int at = 0; at < mine && at < theirs; at++) {
      int order = path.get(at).compareTo(other.path.get(at));
      if (order != 0) {
        return order;
      }
    }
    return mine == theirs ? kind.compareTo(other.kind) : Integer.compare(mine, theirs);
  }

  /// Returns the name for people; names that are no plain words stand in quotes, and the types of a
  /// routine's arguments in parentheses.
  @Override
  public String toString() {
    boolean routine = ROUTINES.contains(kind) && path.size() == 3;
    return kind.replace('_', ' ')
        + " "
        + path.stream()
            .limit(routine ? 2 : path.size())
            .map(ObjectId::shown)
            .collect(Collectors.joining("."))
        + (routine ? "(" + inOneLine(name()) + ")" : "");
  }

  private static String shown(String part) {
    boolean plain =
        !part.isEmpty() && part.chars().noneMatch(unit -> unit == '.' || unit == '"' || unit < ' ');
    return plain ? part : "\"" + inOneLine(part.replace("\"", "\"\"")) + "\"";
  }

  /// A name must not look like the next line of what it is named in.
  private static String inOneLine(String part) {
    return part.chars()
        .mapToObj(unit -> unit < ' ' ? "\\u%04x".formatted(unit) : String.valueOf((char) unit))
        .collect(Collectors.joining());
  }
}
