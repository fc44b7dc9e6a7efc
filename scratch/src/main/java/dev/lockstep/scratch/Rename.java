package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says that an object is not another one but bears another name.
///
/// *Shape*: as text, `KIND PATH to NAME`: `column public.orders.total to amount`; names that are no
/// plain words stand in double quotes. A file of desired SQL says so in a comment of its own, `--
/// lockstep:rename column public.orders.total to amount`. One that has been carried out already
/// says nothing more, and may stay.
public record Rename(ObjectId from, String name) {
  private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
  private static final Pattern TEXT =
      Pattern.compile(
          "([a-z_ ]+?)\\s+(" + PART + "(?:\\." + PART + ")*)\\s+(?i:to)\\s+(" + PART + ")");
  private static final Pattern PLAIN = Pattern.compile("[^\\s\".]+");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--\\s*lockstep:rename\\s+(.*)$");

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
    List<String> path = new ArrayList<>();
    Matcher part = Pattern.compile(PART).matcher(matcher.group(2));
    while (part.find()) {
      path.add(plain(part.group()));
    }
    return new Rename(
        new ObjectId(matcher.group(1).replace(' ', '_'), path), plain(matcher.group(3)));
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
        path.set(size - 1, other.name);
      }
    }
    path.set(path.size() - 1, name);
    return new ObjectId(from.kind(), path);
  }

  /// Lists those that are still to be done, each behind the one that frees its name.
  ///
  /// *Errors*: `USAGE` for names that go round in a circle.
  public static List<Rename> open(List<Rename> all, DatabaseSchema live, DatabaseSchema desired) {
    List<Rename> open =
        new ArrayList<>(
            all.stream()
                .distinct()
                .filter(
                    one -> live.find(one.from).isPresent() && desired.find(one.to(all)).isPresent())
                .toList());
    boolean fewer = true;
    while (fewer) {
      List<Rename> others = List.copyOf(open);
      fewer = open.removeIf(one -> one.isDone(all, others, live, desired));
    }
    List<Rename> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      List<Rename> rest = List.copyOf(open);
      List<Rename> free =
          rest.stream()
              .filter(one -> rest.stream().noneMatch(other -> other.from.equals(one.beside())))
              .toList();
      if (free.isEmpty()) {
        throw circle(rest);
      }
      ordered.addAll(free);
      open.removeAll(free);
    }
    return ordered;
  }

  /// Its new name is taken, or its old one meant to stay, and no other rename is the reason.
  private boolean isDone(
      List<Rename> all, List<Rename> others, DatabaseSchema live, DatabaseSchema desired) {
    boolean taken =
        live.find(beside()).isPresent()
            && others.stream().noneMatch(other -> other.from.equals(beside()));
    boolean there = !to(all).equals(beside()) && live.find(to(all)).isPresent();
    boolean stays =
        desired.find(from).isPresent()
            && others.stream().noneMatch(other -> other.to(all).equals(from));
    return taken || there || stays;
  }

  /// Returns the object's id under its new name, where what it belongs to keeps its own.
  private ObjectId beside() {
    return to(List.of());
  }

  /// Names look the same before and after, so nothing would tell when it is done.
  private static LockstepException circle(List<Rename> renames) {
    return new LockstepException(
        ErrorCode.USAGE,
        "These renames go round in a circle, and nothing tells whether they have been carried out: "
            + renames.stream().map(Rename::toString).collect(Collectors.joining(", "))
            + ".",
        "Deploy them in two steps, with a name of its own in between, or take them out if they are"
            + " done.");
  }

  @Override
  public String toString() {
    return from.kind().replace('_', ' ')
        + " "
        + from.path().stream().map(Rename::spelled).collect(Collectors.joining("."))
        + " to "
        + spelled(name);
  }

  private static String spelled(String name) {
    return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
