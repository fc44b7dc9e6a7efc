package dev.lockstep.plan;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

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
      open.remove(node);
      for (Node follower : followers.getOrDefault(node, Set.of())) {
        if (open.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    if (!open.isEmpty()) {
      throw new LockstepException(
          ErrorCode.INTERNAL,
          "These objects need each other in a circle: "
              + open.keySet().stream()
                  .sorted(next)
                  .limit(10)
                  .map(node ->
                      node.action().name().toLowerCase(java.util.Locale.ROOT) + " " + node.object())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return sorted;
  }
}
