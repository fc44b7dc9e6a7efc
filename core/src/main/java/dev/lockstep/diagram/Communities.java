package dev.lockstep.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds groups of tables that have more to do with each other than with the rest.
///
/// The method is Louvain's: tables move to the group where modularity gains most, then groups do.
/// They move in their order and a draw goes to the first, so that the result is always the same. A
/// relation weighs less the more tables refer to the same one; or one that everybody refers to
/// would make one group of all.
final class Communities {
  private static final int LARGEST = 22;
  private static final int SMALLEST = 3;

  /// How much a group has to hold together, of what is usual; less gives larger groups.
  private static final double COARSEST = 0.6;

  private final int size;
  private final List<SortedMap<Integer, Double>> weights = new ArrayList<>();

  /// @param targets for each table the tables it refers to, each once and not itself
  Communities(List<List<Integer>> targets) {
    size = targets.size();
    int[] referring = new int[size];
    targets.forEach(its -> its.forEach(target -> referring[target]++));
    IntStream.range(0, size).forEach(_ -> weights.add(new TreeMap<>()));
    for (int from = 0; from < size; from++) {
      for (int to : targets.get(from)) {
        double weight = 1.0 / referring[to];
        weights.get(from).merge(to, weight, Double::sum);
        weights.get(to).merge(from, weight, Double::sum);
      }
    }
  }

  /// Returns the groups, each with its tables in order.
  List<List<Integer>> find() {
    List<Integer> all = IntStream.range(0, size).boxed().toList();
    List<List<Integer>> groups = new ArrayList<>();
    divide(all, COARSEST, groups);
    mergeSmall(groups);
    groups.sort(Comparator.comparing(List::getFirst));
    return groups;
  }

  /// Divides what is too large once more, with a finer measure.
  private void divide(List<Integer> members, double resolution, List<List<Integer>> groups) {
    for (List<Integer> group : louvain(members, resolution)) {
      if (group.size() > LARGEST && resolution < 8) {
        divide(group, resolution * 1.5, groups);
      } else {
        groups.add(group);
      }
    }
  }

  private List<List<Integer>> louvain(List<Integer> members, double resolution) {
    List<List<Integer>> groups = members.stream().map(List::of).toList();
    while (true) {
      List<List<Integer>> larger = new Pass(groups, resolution).run();
      if (larger.size() == groups.size()) {
        return larger;
      }
      groups = larger;
    }
  }

  /// Joins a group of too few with the one it has most to do with.
  private void mergeSmall(List<List<Integer>> groups) {
    groups.sort(
        Comparator.comparingInt((List<Integer> group) -> group.size())
            .thenComparing(List::getFirst));
    for (int at = 0; at < groups.size(); ) {
      List<Integer> small = groups.get(at);
      List<Integer> best = null;
      double most = 0;
      for (List<Integer> other : groups) {
        double weight = other.equals(small) ? 0 : between(small, other);
        if (weight > most && other.size() + small.size() <= LARGEST) {
          most = weight;
          best = other;
        }
      }
      if (small.size() >= SMALLEST || best == null) {
        at++;
      } else {
        groups.remove(at);
        List<Integer> both = new ArrayList<>(best);
        both.addAll(small);
        groups.set(groups.indexOf(best), both.stream().sorted().toList());
      }
    }
  }

  private double between(List<Integer> some, List<Integer> others) {
    return some.stream()
        .flatMap(one -> others.stream().map(other -> weights.get(one).getOrDefault(other, 0.0)))
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /// Moves units, each a group already, until no move gains anything.
  private final class Pass {
    private final List<List<Integer>> units;
    private final double resolution;
    private final List<SortedMap<Integer, Double>> links = new ArrayList<>();
    private final double[] degrees;
    private final int[] home;
    private final double[] totals;
    private double sum;

    Pass(List<List<Integer>> units, double resolution) {
      this.units = units;
      this.resolution = resolution;
      this.degrees = new double[units.size()];
      this.home = IntStream.range(0, units.size()).toArray();
      int[] unitOf = new int[size];
      java.util.Arrays.fill(unitOf, -1);
      for (int unit = 0; unit < units.size(); unit++) {
        for (int member : units.get(unit)) {
          unitOf[member] = unit;
        }
      }
      for (int unit = 0; unit < units.size(); unit++) {
        SortedMap<Integer, Double> its = new TreeMap<>();
        for (int member : units.get(unit)) {
          for (Map.Entry<Integer, Double> link : weights.get(member).entrySet()) {
            int other = unitOf[link.getKey()];
            if (other >= 0) {
              its.merge(other, link.getValue(), Double::sum);
              degrees[unit] += link.getValue();
            }
          }
        }
        sum += degrees[unit];
        links.add(its);
      }
      this.totals = degrees.clone();
    }

    List<List<Integer>> run() {
      boolean moved = sum > 0;
      for (int pass = 0; moved && pass < 50; pass++) {
        moved = false;
        for (int unit = 0; unit < units.size(); unit++) {
          moved |= move(unit);
        }
      }
      return IntStream.range(0, units.size())
          .boxed()
          .collect(Collectors.groupingBy(unit -> home[unit], TreeMap::new, Collectors.toList()))
          .values()
          .stream()
          .map(group -> group.stream().flatMap(unit -> units.get(unit).stream()).sorted().toList())
          .sorted(Comparator.comparing(List::getFirst))
          .toList();
    }

    private boolean move(int unit) {
      SortedMap<Integer, Double> near = new TreeMap<>();
      links
          .get(unit)
          .forEach((other, weight) -> {
            if (other != unit) {
              near.merge(home[other], weight, Double::sum);
            }
          });
      int old = home[unit];
      totals[old] -= degrees[unit];
      int best = old;
      double most = gain(unit, old, near.getOrDefault(old, 0.0));
      for (Map.Entry<Integer, Double> candidate : near.entrySet()) {
        double gain = gain(unit, candidate.getKey(), candidate.getValue());
        if (gain > most + 1e-9) {
          most = gain;
          best = candidate.getKey();
        }
      }
      totals[best] += degrees[unit];
      home[unit] = best;
      return best != old;
    }

    private double gain(int unit, int group, double weight) {
      return weight - resolution * degrees[unit] * totals[group] / sum;
    }
  }
}
