package dev.lockstep.plan;

import dev.lockstep.plan.ActionGraph.Node;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Orders actions so that those which share a transaction follow one another, with as few of those
/// that share none in between as their needs allow.
///
/// *Shape*: what must not be missing while others go on is one block, with everything that has to
/// happen between its going and its coming. In the block nothing has its online form. What may be
/// missed comes again behind it, and goes within the transaction that it stands in the way of.
final class OnlineOrder {
  private final ActionGraph graph;
  private final List<Node> sorted;
  private final Predicate<Node> standsAlone;
  private final Set<Node> block = new HashSet<>();
  private final Set<Node> alone = new HashSet<>();

  private final Map<Node, List<Node>> waitsFor = new HashMap<>();
  private final Set<Node> left;
  private final List<Node> ordered = new ArrayList<>();

  /// @param sorted in an order that suits all
  /// @param standsAlone has an online form, which shares no transaction
  /// @param together what goes only to come again
  OnlineOrder(
      ActionGraph graph, List<Node> sorted, Predicate<Node> standsAlone, Set<Node> together) {
    this.graph = graph;
    this.sorted = sorted;
    this.standsAlone = standsAlone;
    this.left = new HashSet<>(sorted);
    for (Node node : sorted) {
      for (Node next : graph.followers(node)) {
        waitsFor.computeIfAbsent(next, _ -> new ArrayList<>()).add(node);
      }
    }
    Set<Node> below = below(together);
    Set<Node> above = above(together);
    for (Node node : sorted) {
      if (together.contains(node) || (below.contains(node) && above.contains(node))) {
        block.add(node);
      } else if (standsAlone.test(node)) {
        alone.add(node);
      }
    }
    Set<Node> needed = neededBySharing();
    alone.removeIf(
        node -> node.action() == Action.DROP && needed.contains(node) && comesAgain(node.object()));
  }

  private boolean comesAgain(ObjectId object) {
    return left.contains(new Node(Action.CREATE, object));
  }

  /// Tells whether an action has to do without its online form.
  boolean isBound(Node node) {
    return standsAlone.test(node) && !alone.contains(node);
  }

  List<Node> ordered() {
    while (!left.isEmpty()) {
      int before = left.size();
      Set<Node> needed = neededBySharing();
      // An index that goes anyway is not to be built anew before.
      take(node -> alone.contains(node) && (needed.contains(node) || node.action() == Action.DROP));
      takeWhatShares();
      if (left.size() == before) {
        take(alone::contains);
      }
    }
    return ordered;
  }

  /// Lists what stands before something that can share a transaction and is still to be done.
  private Set<Node> neededBySharing() {
    Set<Node> sharing = new HashSet<>(left);
    sharing.removeAll(alone);
    return above(sharing);
  }

  /// One pass may make room for what stood before.
  private void takeWhatShares() {
    int before;
    do {
      before = left.size();
      take(node -> !alone.contains(node));
    } while (left.size() < before);
  }

  private void take(Predicate<Node> wanted) {
    for (Node node : sorted) {
      if (!left.contains(node) || !wanted.test(node)) {
        continue;
      }
      if (block.contains(node)) {
        if (block.stream().allMatch(one -> isReady(one, block))) {
          take(sorted.stream().filter(block::contains).toList());
        }
      } else if (isReady(node, Set.of())) {
        take(List.of(node));
      }
    }
  }

  private void take(Collection<Node> nodes) {
    ordered.addAll(nodes);
    left.removeAll(nodes);
  }

  /// @param with what is done together with it
  private boolean isReady(Node node, Set<Node> with) {
    return waitsFor.getOrDefault(node, List.of()).stream()
        .noneMatch(one -> left.contains(one) && !with.contains(one));
  }

  /// Lists what comes after some, by whatever way.
  private Set<Node> below(Set<Node> some) {
    Set<Node> found = new HashSet<>();
    for (Node node : sorted) {
      if (some.contains(node) || found.contains(node)) {
        found.addAll(graph.followers(node));
      }
    }
    return found;
  }

  /// Lists what comes before some.
  private Set<Node> above(Set<Node> some) {
    Set<Node> found = new HashSet<>();
    for (Node node : sorted.reversed()) {
      if (graph.followers(node).stream()
          .anyMatch(next -> some.contains(next) || found.contains(next))) {
        found.add(node);
      }
    }
    return found;
  }
}
