package dev.lockstep.rego.eval;

import dev.lockstep.rego.compile.CompiledRule;
import dev.lockstep.rego.compile.Expr;
import dev.lockstep.rego.compile.Node;
import dev.lockstep.rego.eval.EvaluationException.Kind;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes what rules make, each once.
final class RuleWork {
  /// Of a value in a message, in characters.
  private static final int LONGEST = 80;

  private final Evaluator evaluator;
  private final Node root;
  private final IdentityHashMap<Node, Optional<Value>> made = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Growing> grown = new IdentityHashMap<>();

  RuleWork(Evaluator evaluator, Node root) {
    this.evaluator = evaluator;
    this.root = root;
  }

  Node root() {
    return root;
  }

  /// Returns the one value, or the set, that the rules of a place make; null when it is undefined.
  @Nullable Value extent(Node node) {
    Optional<Value> known = made.get(node);
    if (known == null) {
      Value value =
          node.isComplete()
              ? complete(node)
              : java.util.Objects.requireNonNullElse(grown(node).set(), RegoSet.EMPTY);
      known = Optional.ofNullable(value);
      made.put(node, known);
    }
    return known.orElse(null);
  }

  private @Nullable Value complete(Node node) {
    Single single = new Single("rule %s produced conflicting values:".formatted(node.path()));
    for (CompiledRule rule : node.rules()) {
      if (!rule.isDefault()) {
        chain(rule, List.of(), single);
      }
    }
    if (single.value == null) {
      node.rules().stream()
          .filter(CompiledRule::isDefault)
          .forEach(rule -> chain(rule, List.of(), single));
    }
    return single.value;
  }

  /// Keeps the one value that there may be.
  private static final class Single {
    final String conflict;
    @Nullable Value value;
    private @Nullable CompiledRule by;

    Single(String conflict) {
      this.conflict = conflict;
    }

    void take(Value found, CompiledRule rule) {
      Value before = value;
      if (before != null && !before.equals(found)) {
        throw new EvaluationException(
            Kind.CONFLICT,
            "%s %s, %s".formatted(conflict, said(before, by), said(found, rule)),
            rule.place());
      }
      value = found;
      by = rule;
    }
  }

  private static String said(Value value, @Nullable CompiledRule by) {
    String text = value.toString();
    return (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text)
        + (by == null ? "" : " at " + by.place());
  }

  /// Runs a definition, and what stands behind its `else` where its body does not hold.
  private void chain(CompiledRule rule, List<Value> arguments, Single single) {
    CompiledRule next = rule;
    while (next != null) {
      CompiledRule here = next;
      boolean[] held = new boolean[1];
      evaluator.rule(
          here,
          arguments,
          frame ->
              evaluator.expr(
                  value(here),
                  frame,
                  value -> {
                    held[0] = true;
                    evaluator.holds(here);
                    single.take(value, here);
                    return !(here.value() instanceof Expr.Constant);
                  }));
      next = held[0] ? null : here.otherwise();
    }
  }

  private static Expr value(CompiledRule rule) {
    Expr value = rule.value();
    if (value != null) {
      return value;
    }
    throw new IllegalStateException("an element of a set has no value");
  }

  /// Returns what the rules of a place make at keys that are known only now.
  Growing grown(Node node) {
    Growing known = grown.get(node);
    if (known == null) {
      known = grow(node);
      grown.put(node, known);
    }
    return known;
  }

  private Growing grow(Node node) {
    Growing top = new Growing();
    int[] made = new int[1];
    for (CompiledRule rule : node.rules()) {
      Expr element = rule.element();
      Expr makes = element == null ? value(rule) : element;
      evaluator.rule(
          rule,
          List.of(),
          frame ->
              evaluator.all(
                  rule.keys(),
                  frame,
                  keys ->
                      evaluator.expr(
                          makes,
                          frame,
                          value -> {
                            evaluator.run().keep(made[0]++);
                            evaluator.holds(rule);
                            if (element == null) {
                              top.put(keys, 0, value, rule);
                            } else {
                              top.add(keys, 0, value, rule);
                            }
                            return true;
                          })));
    }
    return top;
  }

  /// Is an object, or a set, while it grows.
  static final class Growing {
    private final Map<Value, Object> entries = new LinkedHashMap<>();
    private final List<Value> members = new ArrayList<>();

    private void put(List<Value> keys, int at, Value value, CompiledRule rule) {
      Value key = keys.get(at);
      if (at < keys.size() - 1) {
        inside(key, rule).put(keys, at + 1, value, rule);
        return;
      }
      Object before = entries.putIfAbsent(key, value);
      if (before != null && !before.equals(value)) {
        throw conflict(rule);
      }
    }

    private void add(List<Value> keys, int at, Value value, CompiledRule rule) {
      if (at < keys.size()) {
        inside(keys.get(at), rule).add(keys, at + 1, value, rule);
      } else {
        members.add(value);
      }
    }

    private Growing inside(Value key, CompiledRule rule) {
      if (entries.computeIfAbsent(key, _ -> new Growing()) instanceof Growing inner) {
        return inner;
      }
      throw conflict(rule);
    }

    private static EvaluationException conflict(CompiledRule rule) {
      return new EvaluationException(Kind.CONFLICT, "object keys must be unique", rule.place());
    }

    /// Lists the keys that it has so far.
    Set<Value> keys() {
      return entries.keySet();
    }

    /// Returns a value, or what has grown at a key; null when nothing has.
    @Nullable Object at(Value key) {
      return entries.get(key);
    }

    /// Returns the set that it is; null when it is none.
    @Nullable RegoSet set() {
      return members.isEmpty() ? null : RegoSet.of(members);
    }
  }

  /// Calls a function; null when it is undefined for these arguments.
  @Nullable Value function(List<String> path, List<Value> arguments) {
    Node node = root;
    for (String name : path) {
      Node child = node.child(new RegoString(name));
      if (child == null) {
        return null;
      }
      node = child;
    }
    Single single =
        new Single(
            "function %s produced conflicting values for the same inputs:".formatted(node.path()));
    for (CompiledRule rule : node.functions()) {
      if (!rule.isDefault()) {
        chain(rule, arguments, single);
      }
    }
    if (single.value == null) {
      node.functions().stream()
          .filter(CompiledRule::isDefault)
          .forEach(rule -> chain(rule, arguments, single));
    }
    return single.value;
  }
}
