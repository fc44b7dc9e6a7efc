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
    rule.keys().forEach(key -> expr(key, used));
    Expr value = rule.value();
    if (value != null) {
      expr(value, used);
    }
    Expr element = rule.element();
    if (element != null) {
      expr(element, used);
    }
    block(rule.body(), used);
    CompiledRule otherwise = rule.otherwise();
    if (otherwise != null) {
      rule(otherwise, used);
    }
  }

  private void block(Block block, Set<Node> used) {
    for (Step step : block.steps()) {
      switch (step.does()) {
        case Step.Holds holds -> expr(holds.expr(), used);
        case Step.Matches matches -> {
          expr(matches.pattern(), used);
          expr(matches.value(), used);
        }
        case Step.Iterates iterates -> {
          Expr key = iterates.key();
          if (key != null) {
            expr(key, used);
          }
          expr(iterates.value(), used);
          expr(iterates.domain(), used);
        }
        case Step.Every every -> {
          expr(every.domain(), used);
          block(every.body(), used);
        }
        case Step.Never _ -> {}
      }
      for (Step.Substitution one : step.with()) {
        switch (one) {
          case Step.DocumentAs document -> expr(document.value(), used);
          case Step.FunctionAs function -> {
            Expr value = function.value();
            if (value != null) {
              expr(value, used);
            }
          }
        }
      }
    }
  }

  private void expr(Expr expr, Set<Node> used) {
    switch (expr) {
      case Expr.Constant _, Expr.Local _ -> {}
      case Expr.Path path -> {
        if (path.base() == Document.DATA) {
          reached(root, path.keys(), 0, used);
        } else if (path.base() instanceof Expr.Of(Expr head)) {
          expr(head, used);
        }
        path.keys().forEach(key -> expr(key, used));
      }
      case Expr.ArrayOf array -> array.items().forEach(item -> expr(item, used));
      case Expr.SetOf set -> set.items().forEach(item -> expr(item, used));
      case Expr.ObjectOf object -> {
        object.keys().forEach(key -> expr(key, used));
        object.values().forEach(value -> expr(value, used));
      }
      case Expr.BuiltinCall call -> call.arguments().forEach(one -> expr(one, used));
      case Expr.RuleCall call -> {
        Node node = root;
        for (String name : call.path()) {
          Node child = node.child(new RegoString(name));
          if (child != null) {
            node = child;
          }
        }
        used.add(node);
        call.arguments().forEach(one -> expr(one, used));
      }
      case Expr.Comprehension one -> {
        Expr key = one.key();
        if (key != null) {
          expr(key, used);
        }
        expr(one.value(), used);
        block(one.body(), used);
      }
      case Expr.Template template -> {
        for (Expr.TemplatePiece piece : template.pieces()) {
          Block body = piece.body();
          if (body != null) {
            block(body, used);
          }
        }
      }
    }
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
