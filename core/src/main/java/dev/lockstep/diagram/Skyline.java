package dev.lockstep.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Packs rectangles into about the shape of a screen, large ones first and each as high up as it
/// can go.
final class Skyline {
  private static final double SHAPE = 1.5;
  private static final List<ToIntFunction<int[]>> LARGENESS =
      List.of(size -> size[1], size -> size[0], size -> size[0] / 8 * (size[1] / 8));

  private Skyline() {}

  /// Is where a rectangle's upper left corner goes.
  record Place(int x, int y) {}

  /// @param sizes width and height of each
  /// @param gap between them
  static List<Place> pack(List<int[]> sizes, int gap) {
    double area =
        sizes.stream().mapToDouble(size -> (size[0] + gap) * (double) (size[1] + gap)).sum();
    int widest = sizes.stream().mapToInt(size -> size[0]).max().orElse(0);
    List<Place> best = List.of();
    double least = Double.MAX_VALUE;
    for (double stretch = 0.9; stretch < 1.6; stretch += 0.05) {
      int width = Math.max(widest, (int) (Math.sqrt(area * SHAPE) * stretch));
      for (ToIntFunction<int[]> largeness : LARGENESS) {
        List<Place> places = pack(sizes, gap, width, largeness);
        double cost = cost(sizes, places);
        if (cost < least) {
          least = cost;
          best = places;
        }
      }
    }
    return best;
  }

  /// What counts is how small everything gets when it has to fit into a screen.
  private static double cost(List<int[]> sizes, List<Place> places) {
    double right = 0;
    double bottom = 0;
    for (int at = 0; at < sizes.size(); at++) {
      right = Math.max(right, places.get(at).x() + sizes.get(at)[0]);
      bottom = Math.max(bottom, places.get(at).y() + sizes.get(at)[1]);
    }
    return Math.max(right / SHAPE, bottom);
  }

  private static List<Place> pack(
      List<int[]> sizes, int gap, int width, ToIntFunction<int[]> largeness) {
    Place[] places = new Place[sizes.size()];
    List<int[]> line = new ArrayList<>();
    line.add(new int[] {0, width, 0});
    IntStream.range(0, sizes.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer at) -> -largeness.applyAsInt(sizes.get(at)))
                .thenComparing(at -> at))
        .forEach(at -> {
          Place place = lowest(line, sizes.get(at)[0], width);
          places[at] = place;
          raise(
              line,
              place.x(),
              Math.min(width, place.x() + sizes.get(at)[0] + gap),
              place.y() + sizes.get(at)[1] + gap);
        });
    return List.of(places);
  }

  private static Place lowest(List<int[]> line, int needed, int width) {
    Place best = new Place(0, Integer.MAX_VALUE);
    for (int[] start : line) {
      int x = start[0];
      if (x > 0 && x + needed > width) {
        continue;
      }
      int y =
          line.stream()
              .filter(part -> part[0] < x + needed && part[1] > x)
              .mapToInt(part -> part[2])
              .max()
              .orElse(0);
      if (y < best.y()) {
        best = new Place(x, y);
      }
    }
    return best;
  }

  private static void raise(List<int[]> line, int from, int to, int height) {
    List<int[]> raised = new ArrayList<>();
    for (int[] part : line) {
      if (part[0] < from) {
        raised.add(new int[] {part[0], Math.min(part[1], from), part[2]});
      }
      if (part[1] > to) {
        raised.add(new int[] {Math.max(part[0], to), part[1], part[2]});
      }
    }
    raised.add(new int[] {from, to, height});
    raised.sort(Comparator.comparingInt(part -> part[0]));
    line.clear();
    line.addAll(raised);
  }
}
