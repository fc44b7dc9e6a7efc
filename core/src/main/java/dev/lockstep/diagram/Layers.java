package dev.lockstep.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Arranges the boxes of one group in columns, what is referred to on the left of what refers, and
/// leads the lines between them through the lanes that are free.
///
/// The method is Sugiyama's: columns, then an order in each that crosses few lines, then heights.
/// All lines to the same place are one tree, which takes a lane through every column it passes.
final class Layers {
  private static final int GAP = 22;
  private static final int LANE_GAP = 12;
  private static final int TRACK = 9;
  private static final int MARGIN = 20;
  private static final int SWEEPS = 12;

  /// Is a line from a box to another, at some height below the upper edge of each.
  record Line(int from, int to, int fromPort, int toPort) {}

  record Point(int x, int y) {}

  /// Is a box or the lane of a tree within a column.
  private static final class Item {
    final int box;
    final int height;
    int column;
    double y;

    Item(int box, int height, int column) {
      this.box = box;
      this.height = height;
      this.column = column;
    }

    int gapBelow(Item next) {
      return box < 0 || next.box < 0 ? LANE_GAP : GAP;
    }
  }

  /// Is a step of a tree from one column to the next.
  private record Link(Item left, int leftPort, Item right, int rightPort, int tree) {
    double leftY() {
      return left.y + leftPort;
    }

    double rightY() {
      return right.y + rightPort;
    }
  }

  private final List<int[]> sizes;
  private final List<Line> lines;
  private final int[] columnOf;
  private final Item[] items;
  private final List<List<Item>> columns = new ArrayList<>();
  private final List<List<Link>> channels = new ArrayList<>();
  private final List<Line> trees = new ArrayList<>();
  private final Map<Line, Integer> treeOf = new HashMap<>();
  private final List<SortedMap<Integer, Item>> lanes = new ArrayList<>();
  private final List<Map<Integer, Integer>> tracks = new ArrayList<>();
  private final List<Integer> lefts = new ArrayList<>();
  private final List<Integer> rights = new ArrayList<>();
  private int width;
  private int height;

  /// @param sizes width and height of each box
  /// @param lines without a circle among them
  Layers(List<int[]> sizes, List<Line> lines) {
    this.sizes = sizes;
    this.lines = lines;
    this.columnOf = new int[sizes.size()];
    this.items = new Item[sizes.size()];
    chooseColumns();
    makeItems();
    order();
    chooseHeights();
    chooseTracks();
    measure();
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  Point corner(int box) {
    return new Point(lefts.get(columnOf[box]), (int) items[box].y);
  }

  /// Returns the corners of a line, from the box that refers to the one that is referred to.
  List<Point> route(Line line) {
    int tree = treeOf.getOrDefault(line, 0);
    List<Point> points = new ArrayList<>();
    int y = (int) items[line.from()].y + line.fromPort();
    points.add(new Point(lefts.get(columnOf[line.from()]), y));
    for (int channel = columnOf[line.from()] - 1; channel >= columnOf[line.to()]; channel--) {
      boolean last = channel == columnOf[line.to()];
      int track = rights.get(channel) + MARGIN + TRACK * tracks.get(channel).getOrDefault(tree, 0);
      Item lane = lanes.get(tree).get(channel);
      int next = last || lane == null ? (int) items[line.to()].y + line.toPort() : (int) lane.y;
      points.add(new Point(track, y));
      points.add(new Point(track, next));
      y = next;
    }
    Point corner = corner(line.to());
    points.add(new Point(corner.x() + sizes.get(line.to())[0], y));
    return points;
  }

  private void chooseColumns() {
    double area = sizes.stream().mapToDouble(size -> (size[0] + 70.0) * (size[1] + GAP)).sum();
    int tallest = sizes.stream().mapToInt(size -> size[1]).max().orElse(0);
    int most = Math.max(tallest, (int) Math.sqrt(area / 1.3));
    Map<Integer, Integer> heights = new HashMap<>();
    List<Integer> order = topological();
    for (int box : order) {
      int column =
          lines.stream()
              .filter(line -> line.from() == box)
              .mapToInt(line -> columnOf[line.to()] + 1)
              .max()
              .orElse(0);
      while (heights.getOrDefault(column, 0) > 0
          && heights.getOrDefault(column, 0) + sizes.get(box)[1] > most) {
        column++;
      }
      columnOf[box] = column;
      heights.merge(column, sizes.get(box)[1] + GAP, Integer::sum);
    }
    for (int box : order.reversed()) {
      moveRight(box, most, heights);
    }
    // A column can have become empty.
    int[] used = IntStream.of(columnOf).distinct().sorted().toArray();
    for (int box = 0; box < columnOf.length; box++) {
      columnOf[box] = java.util.Arrays.binarySearch(used, columnOf[box]);
    }
  }

  /// Brings a box that refers to few near those that refer to it.
  private void moveRight(int box, int most, Map<Integer, Integer> heights) {
    long refers = lines.stream().filter(line -> line.from() == box).count();
    int limit =
        lines.stream()
            .filter(line -> line.to() == box)
            .mapToInt(line -> columnOf[line.from()] - 1)
            .min()
            .orElse(-1);
    for (int column = limit; refers == 0 && column > columnOf[box]; column--) {
      if (heights.getOrDefault(column, 0) + sizes.get(box)[1] <= most) {
        heights.merge(columnOf[box], -sizes.get(box)[1] - GAP, Integer::sum);
        heights.merge(column, sizes.get(box)[1] + GAP, Integer::sum);
        columnOf[box] = column;
        return;
      }
    }
  }

  /// Returns the boxes, each behind those it refers to; near ones first.
  private List<Integer> topological() {
    List<Integer> order = new ArrayList<>();
    int[] depth = new int[sizes.size()];
    for (int round = 0; round < sizes.size(); round++) {
      boolean changed = false;
      for (Line line : lines) {
        if (depth[line.from()] <= depth[line.to()]) {
          depth[line.from()] = depth[line.to()] + 1;
          changed = true;
        }
      }
      if (!changed) {
        break;
      }
    }
    int[] degree = new int[sizes.size()];
    lines.forEach(line -> degree[line.to()]++);
    IntStream.range(0, sizes.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer box) -> depth[box])
                .thenComparingInt(box -> -degree[box])
                .thenComparing(box -> box))
        .forEach(order::add);
    return order;
  }

  private void makeItems() {
    int count = IntStream.of(columnOf).max().orElse(0) + 1;
    for (int column = 0; column < count; column++) {
      columns.add(new ArrayList<>());
      channels.add(new ArrayList<>());
    }
    for (int box = 0; box < items.length; box++) {
      items[box] = new Item(box, sizes.get(box)[1], columnOf[box]);
      columns.get(columnOf[box]).add(items[box]);
    }
    for (Line line : lines) {
      int tree = trees.indexOf(new Line(-1, line.to(), -1, line.toPort()));
      if (tree < 0) {
        tree = trees.size();
        trees.add(new Line(-1, line.to(), -1, line.toPort()));
        lanes.add(new TreeMap<>());
      }
      treeOf.put(line, tree);
      Item left = items[line.to()];
      int port = line.toPort();
      for (int column = columnOf[line.to()] + 1; column < columnOf[line.from()]; column++) {
        Item lane = lanes.get(tree).get(column);
        if (lane == null) {
          lane = new Item(-1, 0, column);
          lanes.get(tree).put(column, lane);
          columns.get(column).add(lane);
          channels.get(column - 1).add(new Link(left, port, lane, 0, tree));
        }
        left = lane;
        port = 0;
      }
      channels
          .get(columnOf[line.from()] - 1)
          .add(new Link(left, port, items[line.from()], line.fromPort(), tree));
    }
  }

  /// Sweeps from side to side, each item going to the mean of its neighbours, and keeps the order
  /// with the fewest crossings.
  private void order() {
    stack();
    List<List<Item>> best = columns.stream().map(List::copyOf).toList();
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      for (int step = 0; step < columns.size(); step++) {
        int column = rightwards ? step : columns.size() - 1 - step;
        Map<Item, Double> wishes = new HashMap<>();
        columns
            .get(column)
            .forEach(item -> wishes.put(item, wish(item, rightwards) + item.height / 2.0));
        columns
            .get(column)
            .sort(Comparator.comparingDouble(item -> wishes.getOrDefault(item, 0.0)));
        stack();
      }
      long found = crossings();
      if (found < fewest) {
        fewest = found;
        best = columns.stream().map(List::copyOf).toList();
      }
    }
    for (int column = 0; column < columns.size(); column++) {
      columns.set(column, new ArrayList<>(best.get(column)));
    }
    stack();
  }

  private void stack() {
    for (List<Item> column : columns) {
      double y = 0;
      Item above = null;
      for (Item item : column) {
        y += above == null ? 0 : above.height + above.gapBelow(item);
        item.y = y;
        above = item;
      }
      // Columns stand with their middles side by side.
      double middle = (y + (above == null ? 0 : above.height)) / 2;
      column.forEach(item -> item.y -= middle);
    }
  }

  private long crossings() {
    long count = 0;
    for (List<Link> channel : channels) {
      for (int one = 0; one < channel.size(); one++) {
        for (int other = one + 1; other < channel.size(); other++) {
          Link a = channel.get(one);
          Link b = channel.get(other);
          if (a.tree() != b.tree() && (a.leftY() - b.leftY()) * (a.rightY() - b.rightY()) < 0) {
            count++;
          }
        }
      }
    }
    return count;
  }

  /// Returns where an item would lie straight beside its neighbours on one side; where it is when
  /// there is none.
  private double wish(Item item, boolean toTheLeft) {
    List<Link> beside =
        toTheLeft
            ? item.column == 0 ? List.of() : channels.get(item.column - 1)
            : channels.get(item.column);
    double[] wishes =
        beside.stream()
            .filter(link -> (toTheLeft ? link.right() : link.left()) == item)
            .mapToDouble(link ->
                toTheLeft ? link.leftY() - link.rightPort() : link.rightY() - link.leftPort())
            .sorted()
            .toArray();
    return wishes.length == 0
        ? item.y
        : (wishes[(wishes.length - 1) / 2] + wishes[wishes.length / 2]) / 2;
  }

  private void chooseHeights() {
    // No column grows beyond the tallest, or groups become stairs with nothing beside them.
    double room = 2 * columns.stream().mapToDouble(column -> -column.getFirst().y).max().orElse(0);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      for (int step = 0; step < columns.size(); step++) {
        List<Item> column = columns.get(rightwards ? step : columns.size() - 1 - step);
        settle(column, column.stream().mapToDouble(item -> wish(item, rightwards)).toArray(), room);
      }
    }
    double top = columns.stream().flatMap(List::stream).mapToDouble(item -> item.y).min().orElse(0);
    columns.stream().flatMap(List::stream).forEach(item -> item.y = Math.round(item.y - top));
  }

  /// Puts items as near to their wishes as their order and sizes allow: neighbours that would
  /// overlap become a block, which goes to the mean of its wishes.
  ///
  /// @param room that all of them may take, around the middle
  private static void settle(List<Item> column, double[] wishes, double room) {
    double[] offsets = new double[column.size()];
    for (int at = 1; at < column.size(); at++) {
      Item above = column.get(at - 1);
      offsets[at] = offsets[at - 1] + above.height + above.gapBelow(column.get(at));
    }
    List<double[]> blocks = new ArrayList<>();
    for (int at = 0; at < column.size(); at++) {
      double[] block = {wishes[at] - offsets[at], 1};
      while (!blocks.isEmpty() && blocks.getLast()[0] > block[0]) {
        double[] above = blocks.removeLast();
        double weight = above[1] + block[1];
        block = new double[] {(above[0] * above[1] + block[0] * block[1]) / weight, weight};
      }
      blocks.add(block);
    }
    double lowest = -room / 2;
    double highest =
        Math.max(lowest, room / 2 - offsets[offsets.length - 1] - column.getLast().height);
    int at = 0;
    for (double[] block : blocks) {
      double place = Math.clamp(block[0], lowest, highest);
      for (int left = (int) block[1]; left > 0; left--, at++) {
        column.get(at).y = place + offsets[at];
      }
    }
  }

  /// Gives each tree its own vertical track in a channel, in the order that crosses least; trees
  /// that do not meet share one.
  private void chooseTracks() {
    for (List<Link> channel : channels) {
      List<Integer> order = new ArrayList<>();
      channel.stream().map(Link::tree).distinct().sorted().forEach(order::add);
      for (int round = 0; round < order.size(); round++) {
        for (int at = 0; at + 1 < order.size(); at++) {
          int left = order.get(at);
          int right = order.get(at + 1);
          if (crossed(channel, left, right) > crossed(channel, right, left)) {
            Collections.swap(order, at, at + 1);
          }
        }
      }
      Map<Integer, Integer> its = new HashMap<>();
      List<Integer> done = new ArrayList<>();
      for (int tree : order) {
        int track =
            done.stream()
                .filter(other -> meet(channel, tree, other))
                .mapToInt(other -> its.getOrDefault(other, 0) + 1)
                .max()
                .orElse(0);
        its.put(tree, track);
        done.add(tree);
      }
      tracks.add(its);
    }
  }

  /// Counts what crosses when one tree's track is left of another's; lines on each other are worse.
  private static long crossed(List<Link> channel, int left, int right) {
    double[] ofLeft = span(channel, left);
    double[] ofRight = span(channel, right);
    long count = 0;
    for (Link link : channel) {
      if (link.tree() == left) {
        count += within(link.rightY(), ofRight);
        count +=
            channel.stream()
                    .filter(other ->
                        other.tree() == right && Math.abs(other.leftY() - link.rightY()) < 3)
                    .count()
                * 9;
      } else if (link.tree() == right) {
        count += within(link.leftY(), ofLeft);
      }
    }
    return count;
  }

  private static int within(double y, double[] span) {
    return y >= span[0] && y <= span[1] ? 1 : 0;
  }

  private static boolean meet(List<Link> channel, int one, int other) {
    double[] a = span(channel, one);
    double[] b = span(channel, other);
    return a[0] <= b[1] + TRACK && b[0] <= a[1] + TRACK;
  }

  private static double[] span(List<Link> channel, int tree) {
    double[] ys =
        channel.stream()
            .filter(link -> link.tree() == tree)
            .flatMapToDouble(link -> java.util.stream.DoubleStream.of(link.leftY(), link.rightY()))
            .sorted()
            .toArray();
    return new double[] {ys[0], ys[ys.length - 1]};
  }

  private void measure() {
    int x = 0;
    for (int column = 0; column < columns.size(); column++) {
      lefts.add(x);
      int widest = 0;
      for (Item item : columns.get(column)) {
        widest = item.box < 0 ? widest : Math.max(widest, sizes.get(item.box)[0]);
        height = Math.max(height, (int) item.y + item.height);
      }
      x += widest;
      rights.add(x);
      width = x;
      int used = tracks.get(column).values().stream().mapToInt(track -> track).max().orElse(0);
      x += 2 * MARGIN + used * TRACK;
    }
  }
}
