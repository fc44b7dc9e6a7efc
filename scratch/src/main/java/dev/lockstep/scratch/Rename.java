package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says that an object is not another one but bears another name, or lives in another schema.
///
/// *Shape*: as text, `KIND PATH to NAME`: `column public.orders.total to amount`; names that are no
/// plain words stand in double quotes. `table public.orders to archive.orders` moves what a schema
/// holds, and what belongs to it goes along. `label public.mood.happy to glad` speaks of a label of
/// an enumerated type. A file of desired SQL says so in a comment of its own, `-- lockstep:rename
/// column public.orders.total to amount`. One that has been carried out already says nothing more,
/// and may stay.
///
/// @param place the name, with the schema before it where that is another one
public record Rename(ObjectId from, List<String> place) {
  private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
  private static final Pattern TEXT =
      Pattern.compile(
          "([a-z_ ]+?)\\s+("
              + PART
              + "(?:\\."
              + PART
              + ")*)\\s+(?i:to)\\s+("
              + PART
              + "(?:\\."
              + PART
              + ")*)");
  private static final Pattern PLAIN = Pattern.compile("[^\\s\".]+");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--\\s*lockstep:rename\\s+(.*)$");

  /// Kinds whose objects live in a schema and can move to another one.
  private static final Set<String> MOVABLE =
      Set.of(
          "table",
          "foreign_table",
          "view",
          "materialized_view",
          "sequence",
          "enum",
          "composite",
          "range",
          "domain");

  public Rename {
    place = List.copyOf(place);
  }

  public Rename(ObjectId from, String name) {
    this(from, List.of(name));
  }

  /// Reads one.
  ///
  /// *Errors*: `USAGE`.
  public static Rename parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "'" + text.strip() + "' names no rename.",
          "Write it as: column public.orders.total to amount.");
    }
    ObjectId from = new ObjectId(matcher.group(1).replace(' ', '_'), parts(matcher.group(2)));
    List<String> place = parts(matcher.group(3));
    if (place.size() > 1 && (place.size() != from.path().size() || !moves(from))) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "'" + text.strip() + "' names a place behind 'to', where a rename has a name alone.",
          "Write the new name alone. Only what a schema holds can move, as in: table a.t to b.t.");
    }
    return new Rename(from, place);
  }

  /// Tells whether an object can move to another schema.
  public static boolean moves(ObjectId id) {
    return MOVABLE.contains(id.kind()) && id.path().size() == 2;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    Matcher part = Pattern.compile(PART).matcher(path);
    while (part.find()) {
      parts.add(plain(part.group()));
    }
    return parts;
  }

  /// Returns the new name.
  public String name() {
    return place.getLast();
  }

  /// Finds those that a file of desired SQL names.
  public static List<Rename> in(Script script) {
    return COMMENT.matcher(script.text()).results().map(hint -> parse(hint.group(1))).toList();
  }

  private static String plain(String part) {
    return part.startsWith("\"")
        ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
        : part;
  }

  /// Returns the object's id under its new name, as those of what it belongs to may be new too.
  ///
  /// @param all that are carried out together
  public ObjectId to(List<Rename> all) {
    List<String> path = new ArrayList<>(from.path());
    for (Rename other : all) {
      List<String> renamed = other.from.path();
      int size = renamed.size();
      if (size < path.size() && from.path().subList(0, size).equals(renamed)) {
        other.put(path, size);
      }
    }
    put(path, path.size());
    return new ObjectId(from.kind(), path);
  }

  private void put(List<String> path, int end) {
    for (int at = 0; at < place.size(); at++) {
      path.set(end - place.size() + at, place.get(at));
    }
  }

  /// Turns it around.
  ///
  /// @param all that are carried out together
  public Rename back(List<Rename> all) {
    int size = from.path().size();
    return new Rename(to(all), from.path().subList(size - place.size(), size));
  }

  /// Tells whether it is still to be done.
  public boolean isOpen(DatabaseSchema live, DatabaseSchema desired, List<Rename> all) {
    ObjectId to = to(all);
    return isThere(from, live)
        && !isThere(to, live)
        && isThere(to, desired)
        && !isThere(from, desired);
  }

  /// Tells whether a schema holds what a rename speaks of: an object, or the label of one.
  public static boolean isThere(ObjectId id, DatabaseSchema schema) {
    List<String> path = id.path();
    if (!id.kind().equals("label") || path.size() == 1) {
      return schema.find(id).isPresent();
    }
    return schema
        .find(new ObjectId("enum", path.subList(0, path.size() - 1)))
        .filter(type -> type.texts("labels").contains(id.name()))
        .isPresent();
  }

  @Override
  public String toString() {
    return from.kind().replace('_', ' ')
        + " "
        + from.path().stream().map(Rename::spelled).collect(Collectors.joining("."))
        + " to "
        + place.stream().map(Rename::spelled).collect(Collectors.joining("."));
  }

  private static String spelled(String name) {
    return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
