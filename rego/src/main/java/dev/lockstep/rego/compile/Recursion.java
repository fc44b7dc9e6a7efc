package dev.lockstep.rego.compile;

import dev.lockstep.rego.compile.Expr.Document;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds rules that need themselves.
final class Recursion {
  private enum Mark {
    OPEN,
    DONE
  }

  private final Node root;
  private final Map<Node, Mark> marks = new HashMap<>();
  private final List<Node> way = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  Recursion(Node root) {
    this.root = root;
  }

  List<Fault> faults() {
    visitAll(root);
    return faults;
  }

  private void visitAll(Node node) {
    visit(node);
    node.children().values().forEach(this::visitAll);
  }

  private void visit(Node node) {
    if ((node.rules().isEmpty() && node.functions().isEmpty()) || marks.get(node) == Mark.DONE) {
      return;
    }
    way.add(node);
    if (marks.put(node, Mark.OPEN) == Mark.OPEN) {
      List<String> circle =
          way.subList(way.indexOf(node), way.size()).stream().map(Node::path).toList();
      faults.add(
          new Fault(
              Fault.RECURSION,
              "rule %s is recursive: %s".formatted(node.path(), String.join(" -> ", circle)),
              place(node)));
    } else {
      used(node).forEach(this::visit);
    }
    way.removeLast();
    marks.put(node, Mark.DONE);
  }

  private static Place place(Node node) {
    return node.rules().isEmpty()
        ? node.functions().getFirst().place()
        : node.rules().getFirst().place();
  }

  private Set<Node> used(Node node) {
    Set<Node> used = new LinkedHashSet<>();
    for (CompiledRule rule : node.rules()) {
      rule(rule, used);
    }
    for (CompiledRule rule : node.functions()) {
      rule(rule, used);
    }
    return used;
  }

  private void rule(CompiledRule rule, Set<Node> used) {
    Map<Integer, Value> known = known(rule.body());
    rule.keys().forEach(key -> Walk.in(key, one -> needs(one, known, used)));
    Walk.in(rule.value(), one -> needs(one, known, used));
    Walk.in(rule.element(), one -> needs(one, known, used));
    Walk.in(rule.body(), one -> needs(one, known, used));
    CompiledRule otherwise = rule.otherwise();
    if (otherwise != null) {
      rule(otherwise, used);
    }
  }

  /// Returns the variables that a body gives one value, as `x := "a"` does.
  private static Map<Integer, Value> known(Block body) {
    Map<Integer, Value> known = new HashMap<>();
    for (Step step : body.steps()) {
      if (!step.negated()
          && step.does() instanceof Step.Matches(Expr.Local local, Expr.Constant(Value value))) {
        known.put(local.slot(), value);
      }
    }
    return known;
  }

  private void needs(Expr expr, Map<Integer, Value> known, Set<Node> used) {
    if (expr instanceof Expr.Path path && path.base() == Document.DATA) {
      List<Expr> keys = path.keys().stream().map(key -> known(key, known)).toList();
      reached(root, keys, 0, used);
    } else if (expr instanceof Expr.RuleCall call) {
      Node node = root;
      for (String name : call.path()) {
        Node child = node.child(new RegoString(name));
        if (child != null) {
          node = child;
        }
      }
      used.add(node);
    }
  }

  private static Expr known(Expr key, Map<Integer, Value> known) {
    Value value = key instanceof Expr.Local local ? known.get(local.slot()) : null;
    return value == null ? key : new Expr.Constant(value);
  }

  /// Adds what a way passes and what it may end in.
  private static void reached(Node node, List<Expr> keys, int at, Set<Node> used) {
    if (!node.rules().isEmpty()) {
      used.add(node);
    }
    if (at == keys.size()) {
      node.children().values().forEach(child -> reached(child, keys, at, used));
    } else if (keys.get(at) instanceof Expr.Constant(Value key)) {
      Node child = node.child(key);
      if (child != null) {
        reached(child, keys, at + 1, used);
      }
    } else {
      node.children().values().forEach(child -> reached(child, keys, at + 1, used));
    }
  }
}
