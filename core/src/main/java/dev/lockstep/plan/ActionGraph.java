package dev.lockstep.plan;

import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Orders actions by what must happen before what; of those that may come next, drops come first,
/// then kinds in their order, then names, so that the same input gives the same plan.
final class ActionGraph {
  record Node(Action action, ObjectId object) {}

  private final SequencedMap<Node, Set<Node>> followers = new LinkedHashMap<>();
  private final Map<Node, Integer> waitsFor = new HashMap<>();
  private final Comparator<Node> next;

  /// @param rank of an object's kind
  ActionGraph(ToIntFunction<ObjectId> rank) {
    this.next =
        Comparator.comparing((Node node) -> node.action() != Action.DROP)
            .thenComparingInt(node ->
                node.action() == Action.DROP
                    ? -rank.applyAsInt(node.object())
                    : rank.applyAsInt(node.object()))
            .thenComparing(Node::object)
            .thenComparing(Node::action);
  }

  void add(Action action, ObjectId object) {
    Node node = new Node(action, object);
    followers.putIfAbsent(node, new LinkedHashSet<>());
    waitsFor.putIfAbsent(node, 0);
  }

  /// Demands an order; says nothing when one of both does not happen, or both are the same.
  void before(Action first, ObjectId one, Action second, ObjectId other) {
    Node from = new Node(first, one);
    Node to = new Node(second, other);
    Set<Node> behind = followers.get(from);
    if (behind != null && followers.containsKey(to) && !from.equals(to) && behind.add(to)) {
      waitsFor.merge(to, 1, Integer::sum);
    }
  }

  /// Returns what waits for a node.
  Set<Node> followers(Node node) {
    return followers.getOrDefault(node, Set.of());
  }

  /// Returns all nodes in order, or fewer when some need each other in a circle.
  List<Node> sorted() {
    PriorityQueue<Node> ready = new PriorityQueue<>(next);
    Map<Node, Integer> open = new HashMap<>(waitsFor);
    open.forEach((node, count) -> {
      if (count == 0) {
        ready.add(node);
      }
    });
    List<Node> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      Node node = ready.remove();
      sorted.add(node);
      for (Node follower : followers(node)) {
        if (open.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    return sorted;
  }

  /// Lists what is not among the sorted nodes.
  List<Node> missing(List<Node> sorted) {
    Set<Node> done = new HashSet<>(sorted);
    return followers.keySet().stream().filter(node -> !done.contains(node)).sorted(next).toList();
  }
}
