package dev.lockstep.diagram;

import dev.lockstep.diagram.BoxShape.Badge;
import dev.lockstep.diagram.Layers.Line;
import dev.lockstep.diagram.Layers.Point;
import dev.lockstep.diagram.Picture.Box;
import dev.lockstep.diagram.Picture.Relation;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Gives every table of a picture its place.
///
/// *Shape*: tables stand in groups that have much to do with each other. Relations within a group
/// are lines; those between groups, and those that would lead back, are told where the column
/// stands, because two hundred lines across a page lead nobody anywhere.
final class Layout {
  private static final int ONE_GROUP = 14;
  private static final int PAD = 22;
  private static final int TITLE = 44;
  private static final int GAP = 36;
  private static final int MARGIN = 28;
  private static final String UNRELATED = "No relations";

  /// Is a group of tables.
  record Frame(String title, int x, int y, int width, int height) {}

  /// Is a table at its place.
  record Placed(BoxShape shape, int number, int group, int x, int y) {}

  /// Is a relation with the corners of its line.
  record Wire(Relation relation, List<Point> points) {}

  private final Picture picture;
  private final List<Box> boxes;
  private final Map<ObjectId, Integer> numbers = new HashMap<>();
  private final int[] groupOf;
  private final List<List<Integer>> groups;
  private final List<String> beginnings;
  private final List<Relation> drawn = new ArrayList<>();
  private final List<BoxShape> shapes = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private int width;
  private int height;

  Layout(Picture picture) {
    this.picture = picture;
    this.boxes = picture.boxes();
    for (Box box : boxes) {
      numbers.put(box.id(), numbers.size());
    }
    this.groupOf = new int[boxes.size()];
    this.groups = groups();
    this.beginnings = groups.stream().map(this::beginning).toList();
    for (int group = 0; group < groups.size(); group++) {
      for (int box : groups.get(group)) {
        groupOf[box] = group;
      }
    }
    chooseLines();
    makeShapes();
    place();
  }

  List<Frame> frames() {
    return frames;
  }

  List<Placed> placed() {
    return placed;
  }

  List<Wire> wires() {
    return wires;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  private int number(ObjectId id) {
    return numbers.getOrDefault(id, 0);
  }

  /// Groups what has relations; the rest is the last group.
  private List<List<Integer>> groups() {
    List<List<Integer>> targets = new ArrayList<>();
    boxes.forEach(_ -> targets.add(new ArrayList<>()));
    boolean[] related = new boolean[boxes.size()];
    for (Relation relation : picture.relations()) {
      int from = number(relation.from());
      int to = number(relation.to());
      if (from != to) {
        related[from] = true;
        related[to] = true;
        if (!targets.get(from).contains(to)) {
          targets.get(from).add(to);
        }
      }
    }
    List<Integer> some =
        IntStream.range(0, boxes.size()).filter(box -> related[box]).boxed().toList();
    List<Integer> rest =
        IntStream.range(0, boxes.size()).filter(box -> !related[box]).boxed().toList();
    List<List<Integer>> all = new ArrayList<>();
    if (some.size() <= ONE_GROUP) {
      all.add(some);
    } else {
      // Numbers among the related ones alone.
      new Communities(
              some.stream()
                  .map(box -> targets.get(box).stream().map(some::indexOf).toList())
                  .toList())
          .find()
          .forEach(group -> all.add(group.stream().map(some::get).toList()));
    }
    all.add(rest);
    all.removeIf(List::isEmpty);
    return all;
  }

  private boolean unrelated(int group) {
    return groups.get(group).stream()
        .allMatch(box ->
            picture.relations().stream()
                .noneMatch(one ->
                    !one.from().equals(one.to())
                        && (number(one.from()) == box || number(one.to()) == box)));
  }

  /// Chooses the relations that become lines: within a group, and none that closes a circle.
  private void chooseLines() {
    SortedMap<Integer, List<Integer>> to = new TreeMap<>();
    for (Relation relation : picture.relations()) {
      int from = number(relation.from());
      int target = number(relation.to());
      if (groupOf[from] == groupOf[target] && !reaches(to, target, from)) {
        to.computeIfAbsent(from, _ -> new ArrayList<>()).add(target);
        drawn.add(relation);
      }
    }
  }

  private static boolean reaches(Map<Integer, List<Integer>> to, int start, int end) {
    List<Integer> found = new ArrayList<>(List.of(start));
    for (int at = 0; at < found.size(); at++) {
      if (found.get(at) == end) {
        return true;
      }
      to.getOrDefault(found.get(at), List.of()).stream()
          .filter(next -> !found.contains(next))
          .forEach(found::add);
    }
    return false;
  }

  private void makeShapes() {
    Map<Integer, SortedMap<Integer, Badge>> badges = new HashMap<>();
    Map<Integer, List<String>> referring = new HashMap<>();
    Map<Integer, List<Picture.Note>> heads = new HashMap<>();
    for (Relation relation : picture.relations()) {
      if (drawn.contains(relation)) {
        continue;
      }
      int from = number(relation.from());
      int to = number(relation.to());
      Box box = boxes.get(from);
      int row =
          IntStream.range(0, box.rows().size())
              .filter(at -> relation.columns().contains(box.rows().get(at).name()))
              .findFirst()
              .orElse(-1);
      String target = from == to ? "itself" : picture.title(relation.to());
      String text = "→ " + BoxShape.cut(target, 26);
      if (row < 0) {
        heads
            .computeIfAbsent(from, _ -> new ArrayList<>())
            .add(new Picture.Note(relation.mark(), text));
      } else {
        badges
            .computeIfAbsent(from, _ -> new TreeMap<>())
            .merge(
                row,
                new Badge(text, to, relation.mark()),
                (one, other) -> new Badge(one.text() + " " + other.text(), one.to(), other.mark()));
      }
      if (from != to) {
        referring.computeIfAbsent(to, _ -> new ArrayList<>()).add(picture.title(relation.from()));
      }
    }
    for (int box = 0; box < boxes.size(); box++) {
      List<Picture.Note> notes =
          new ArrayList<>(heads.getOrDefault(box, List.of()).stream().distinct().toList());
      notes.addAll(
          BoxShape.notes(
              boxes.get(box), referring.getOrDefault(box, List.of()).stream().distinct().toList()));
      shapes.add(
          new BoxShape(
              boxes.get(box),
              picture.title(boxes.get(box).id()),
              badges.getOrDefault(box, new TreeMap<>()),
              notes,
              picture.change()));
    }
  }

  private void place() {
    List<Inside> insides = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      insides.add(unrelated(group) ? grid(groups.get(group)) : layered(groups.get(group)));
    }
    boolean framed = groups.size() > 1;
    int pad = framed ? PAD : 0;
    int title = framed ? TITLE : 0;
    List<Skyline.Place> places =
        Skyline.pack(
            insides.stream()
                .map(one -> new int[] {one.width() + 2 * pad, one.height() + pad + title})
                .toList(),
            GAP);
    for (int group = 0; group < groups.size(); group++) {
      Inside inside = insides.get(group);
      int left = MARGIN + places.get(group).x();
      int top = MARGIN + places.get(group).y();
      int wide = inside.width() + 2 * pad;
      int high = inside.height() + pad + title;
      width = Math.max(width, left + wide + MARGIN);
      height = Math.max(height, top + high + MARGIN);
      if (framed) {
        frames.add(new Frame(title(group), left, top, wide, high));
      }
      List<Integer> members = groups.get(group);
      for (int at = 0; at < members.size(); at++) {
        Point corner = inside.corners().get(at);
        placed.add(
            new Placed(
                shapes.get(members.get(at)),
                members.get(at),
                group,
                left + pad + corner.x(),
                top + title + corner.y()));
      }
      for (Wire wire : inside.wires()) {
        wires.add(
            new Wire(
                wire.relation(),
                wire.points().stream()
                    .map(point -> new Point(left + pad + point.x(), top + title + point.y()))
                    .toList()));
      }
    }
  }

  /// Is the inside of a group, with corners in the order of its members.
  private record Inside(int width, int height, List<Point> corners, List<Wire> wires) {}

  private Inside layered(List<Integer> members) {
    List<int[]> sizes =
        members.stream()
            .map(box -> new int[] {shapes.get(box).width(), shapes.get(box).height()})
            .toList();
    List<Line> lines = new ArrayList<>();
    List<Relation> its = new ArrayList<>();
    for (Relation relation : drawn) {
      int from = members.indexOf(number(relation.from()));
      if (from >= 0) {
        int to = members.indexOf(number(relation.to()));
        its.add(relation);
        lines.add(
            new Line(
                from,
                to,
                shapes.get(number(relation.from())).port(relation.columns()),
                shapes.get(number(relation.to())).port(relation.referenced())));
      }
    }
    Layers layers = new Layers(sizes, lines);
    List<Wire> routes =
        IntStream.range(0, its.size())
            .mapToObj(at -> new Wire(its.get(at), layers.route(lines.get(at))))
            .toList();
    return new Inside(
        layers.width(),
        layers.height(),
        IntStream.range(0, members.size()).mapToObj(layers::corner).toList(),
        routes);
  }

  /// Fills columns of about the shape of a screen, each table into the shortest.
  private Inside grid(List<Integer> members) {
    int gap = 22;
    int wide = members.stream().mapToInt(box -> shapes.get(box).width()).max().orElse(0) + gap;
    int total = members.stream().mapToInt(box -> shapes.get(box).height() + gap).sum();
    int count = Math.max(1, (int) Math.round(Math.sqrt(total * 1.4 / wide)));
    int[] bottoms = new int[Math.min(count, members.size())];
    List<Point> corners = new ArrayList<>();
    for (int box : members) {
      int shortest = 0;
      for (int column = 1; column < bottoms.length; column++) {
        shortest = bottoms[column] < bottoms[shortest] ? column : shortest;
      }
      corners.add(new Point(shortest * wide, bottoms[shortest]));
      bottoms[shortest] += shapes.get(box).height() + gap;
    }
    return new Inside(
        bottoms.length * wide - gap,
        IntStream.of(bottoms).max().orElse(gap) - gap,
        corners,
        List.of());
  }

  /// Names a group by what most of its names begin with, when no other group has that name, or else
  /// by the table that most refer to.
  private String title(int group) {
    if (unrelated(group)) {
      return UNRELATED;
    }
    String beginning = beginnings.get(group);
    return beginning.isEmpty() || Collections.frequency(beginnings, beginning) > 1
        ? groups.get(group).stream()
            .max(Comparator.comparingLong(this::referring).thenComparingInt(box -> -box))
            .map(box -> picture.title(boxes.get(box).id()))
            .orElseThrow()
        : beginning;
  }

  private String beginning(List<Integer> group) {
    Map<String, Long> counts =
        group.stream()
            .map(box -> boxes.get(box).id().name())
            .filter(name -> name.indexOf('_') > 1)
            .map(name -> name.substring(0, name.indexOf('_')))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(one -> one.getValue() * 2 > group.size() && group.size() > 2)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private long referring(int box) {
    return picture.relations().stream()
        .filter(one -> number(one.to()) == box && groupOf[number(one.from())] == groupOf[box])
        .count();
  }
}
