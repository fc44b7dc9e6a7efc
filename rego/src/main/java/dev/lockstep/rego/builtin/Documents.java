package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Works on nested values: parts of them, changes to them, all that is in them, ways through them.
final class Documents {
  static final List<Builtin> ALL =
      List.of(
          pure(
              "json.filter",
              2,
              arguments -> {
                RegoObject object = arguments.object(0);
                List<List<Value>> ways = ways(arguments);
                return ways.isEmpty() ? RegoObject.EMPTY : filtered(object, tree(ways));
              }),
          pure(
              "json.remove",
              2,
              arguments -> {
                Value left = arguments.object(0);
                return removed(left, tree(ways(arguments)));
              }),
          new Builtin(
              "walk",
              1,
              (Builtin.Relation)
                  (arguments, take) -> walk(arguments.value(0), new ArrayList<>(), take)),
          pure("graph.reachable", 2, Documents::reachable),
          pure("graph.reachable_paths", 2, Documents::paths));

  private Documents() {}

  private static List<List<Value>> ways(Arguments arguments) {
    List<List<Value>> ways = new ArrayList<>();
    for (Value path : arguments.elements(1)) {
      if (!(path instanceof RegoString) && !(path instanceof RegoArray)) {
        throw arguments.ofType(
            "operand 2 must be one of {set, array} containing string paths or array of path"
                + " segments but got "
                + path.typeName());
      }
      ways.add(Objects.way(path));
    }
    return ways;
  }

  /// Is a tree of keys; what has none below is meant whole.
  private record Tree(Map<Value, Tree> below) {}

  private static Tree tree(List<List<Value>> ways) {
    Tree top = new Tree(new LinkedHashMap<>());
    for (List<Value> way : ways) {
      Tree at = top;
      boolean covered = false;
      for (int i = 0; i < way.size() && !covered; i++) {
        Tree known = at.below().get(way.get(i));
        covered = known != null && known.below().isEmpty();
        at = at.below().computeIfAbsent(way.get(i), _ -> new Tree(new LinkedHashMap<>()));
      }
      at.below().clear();
    }
    return top;
  }

  private static Value key(Value at) {
    return at instanceof RegoString text && text.text().matches("\\d{1,9}")
        ? RegoNumber.of(Long.parseLong(text.text()))
        : at;
  }

  private static Value filtered(Value value, Tree tree) {
    if (tree.below().isEmpty()) {
      return value;
    }
    return switch (value) {
      case RegoObject object -> {
        Map<Value, Value> kept = new LinkedHashMap<>();
        tree.below()
            .forEach((key, below) -> {
              Value inner = object.get(key);
              if (inner != null) {
                kept.put(key, filtered(inner, below));
              }
            });
        yield RegoObject.of(kept);
      }
      case RegoArray array -> {
        List<Value> kept = new ArrayList<>();
        Map<Value, Tree> byIndex = byIndex(tree);
        for (int i = 0; i < array.size(); i++) {
          Tree below = byIndex.get(RegoNumber.of(i));
          if (below != null) {
            kept.add(filtered(array.get(i), below));
          }
        }
        yield new RegoArray(kept);
      }
      case RegoSet set -> {
        List<Value> kept = new ArrayList<>();
        for (Value member : set) {
          Tree below = tree.below().get(member);
          if (below != null) {
            kept.add(filtered(member, below));
          }
        }
        yield RegoSet.of(kept);
      }
      default -> value;
    };
  }

  /// Finds what is meant in an array, whose places may be written as text too.
  private static Map<Value, Tree> byIndex(Tree tree) {
    Map<Value, Tree> byIndex = new LinkedHashMap<>();
    tree.below().forEach((key, below) -> byIndex.putIfAbsent(key(key), below));
    return byIndex;
  }

  private static Value removed(Value value, Tree tree) {
    return switch (value) {
      case RegoObject object -> {
        Map<Value, Value> left = object.copy();
        tree.below()
            .forEach((key, below) -> {
              Value inner = left.get(key);
              if (inner != null && below.below().isEmpty()) {
                left.remove(key);
              } else if (inner != null) {
                left.put(key, removed(inner, below));
              }
            });
        yield RegoObject.of(left);
      }
      case RegoArray array -> {
        List<Value> left = new ArrayList<>();
        Map<Value, Tree> byIndex = byIndex(tree);
        for (int i = 0; i < array.size(); i++) {
          Tree below = byIndex.get(RegoNumber.of(i));
          if (below == null) {
            left.add(array.get(i));
          } else if (!below.below().isEmpty()) {
            left.add(removed(array.get(i), below));
          }
        }
        yield new RegoArray(left);
      }
      case RegoSet set -> {
        List<Value> left = new ArrayList<>();
        for (Value member : set) {
          Tree below = tree.below().get(member);
          if (below == null) {
            left.add(member);
          } else if (!below.below().isEmpty()) {
            left.add(removed(member, below));
          }
        }
        yield RegoSet.of(left);
      }
      default -> value;
    };
  }

  private static boolean walk(Value value, List<Value> path, Predicate<Value> take) {
    if (!take.test(RegoArray.of(new RegoArray(path), value))) {
      return false;
    }
    switch (value) {
      case RegoArray array -> {
        for (int i = 0; i < array.size(); i++) {
          if (!below(RegoNumber.of(i), array.get(i), path, take)) {
            return false;
          }
        }
      }
      case RegoObject object -> {
        for (Value key : object.keys()) {
          if (!below(key, object.at(key), path, take)) {
            return false;
          }
        }
      }
      case RegoSet set -> {
        for (Value member : set) {
          if (!below(member, member, path, take)) {
            return false;
          }
        }
      }
      default -> {}
    }
    return true;
  }

  private static boolean below(Value key, Value value, List<Value> path, Predicate<Value> take) {
    path.add(key);
    boolean more = walk(value, path, take);
    path.removeLast();
    return more;
  }

  private static List<Value> neighbours(RegoObject graph, Value node) {
    return switch (graph.get(node)) {
      case RegoArray array -> array.values();
      case RegoSet set -> set.sorted();
      case null, default -> List.of();
    };
  }

  private static List<Value> starts(Arguments arguments) {
    return switch (arguments.value(1)) {
      case RegoArray array -> array.values();
      case RegoSet set -> set.sorted();
      default -> throw arguments.wrongType(1, "one of {array, set}");
    };
  }

  private static Value reachable(Arguments arguments) {
    RegoObject graph = arguments.object(0);
    Set<Value> reached = new HashSet<>();
    List<Value> waiting = new ArrayList<>(starts(arguments));
    while (!waiting.isEmpty()) {
      Value node = waiting.removeLast();
      Budget.spend(1);
      if (graph.get(node) != null && reached.add(node)) {
        List<Value> next = neighbours(graph, node);
        Budget.spend(next.size());
        waiting.addAll(next);
      }
    }
    return RegoSet.of(reached);
  }

  private static Value paths(Arguments arguments) {
    RegoObject graph = arguments.object(0);
    Set<Value> found = new HashSet<>();
    for (Value start : starts(arguments)) {
      if (graph.get(start) != null) {
        paths(graph, new ArrayList<>(List.of(start)), found);
      }
    }
    return RegoSet.of(found);
  }

  private static void paths(RegoObject graph, List<Value> path, Set<Value> found) {
    boolean end = true;
    for (Value next : neighbours(graph, path.getLast())) {
      Budget.spend(1 + path.size() / 4);
      if (graph.get(next) != null && !path.contains(next)) {
        end = false;
        path.add(next);
        paths(graph, path, found);
        path.removeLast();
      }
    }
    if (end) {
      Budget.keep(found.size());
      found.add(new RegoArray(path));
    }
  }
}
