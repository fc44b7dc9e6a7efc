package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.compile.Signatures.Signature;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds calls of functions with values that they never take.
///
/// *Shape*: sound, not complete: what comes from input, data, rules and elements can be anything.
final class TypeChecks {
  private final Map<Integer, Kinds> locals = new HashMap<>();
  private final Set<Block> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Fault> faults = new ArrayList<>();

  private TypeChecks() {}

  /// Looks at all definitions below a place.
  static List<Fault> below(Node node) {
    List<Fault> faults = new ArrayList<>();
    for (List<CompiledRule> rules : List.of(node.rules(), node.functions())) {
      for (CompiledRule rule : rules) {
        for (CompiledRule next = rule; next != null; next = next.otherwise()) {
          faults.addAll(of(next));
        }
      }
    }
    node.children().values().forEach(child -> faults.addAll(below(child)));
    return faults;
  }

  private static List<Fault> of(CompiledRule rule) {
    TypeChecks checks = new TypeChecks();
    List<Expr> arguments = rule.arguments();
    if (arguments != null) {
      arguments.forEach(argument -> checks.isAny(Usage.ofPattern(argument).gives()));
    }
    checks.learn(rule.body());
    List<Expr> made = new ArrayList<>(rule.keys());
    Stream.of(rule.value(), rule.element()).filter(Objects::nonNull).forEach(made::add);
    made.forEach(expr -> Walk.in(expr, checks::inside));
    Walk.in(rule.body(), checks::check);
    made.forEach(expr -> Walk.in(expr, checks::check));
    return checks.faults;
  }

  /// Learns what variables are from the steps that give them values, which come first.
  private void learn(Block block) {
    if (!seen.add(block)) {
      return;
    }
    for (Step step : block.steps()) {
      if (step.does() instanceof Step.Every every) {
        Walk.in(every.domain(), this::inside);
        BitSet own = new BitSet();
        own.set(every.value());
        own.set(Math.max(every.key(), every.value()));
        isAny(own);
        learn(every.body());
      } else {
        Walk.in(step, this::inside);
      }
      if (!step.negated()
          && step.with().isEmpty()
          && step.does() instanceof Step.Matches(Expr pattern, Expr value)) {
        if (pattern instanceof Expr.Local local) {
          locals.putIfAbsent(local.slot(), kinds(value));
        }
        if (value instanceof Expr.Local local) {
          locals.putIfAbsent(local.slot(), kinds(pattern));
        }
      }
      Usage usage = new Usage();
      usage.step(step);
      isAny(usage.gives());
      isAny(usage.needs());
    }
  }

  private void isAny(BitSet slots) {
    slots.stream().forEach(slot -> locals.putIfAbsent(slot, Kinds.ANY));
  }

  private void inside(Expr expr) {
    if (expr instanceof Expr.Comprehension one) {
      learn(one.body());
    }
  }

  private Kinds kinds(Expr expr) {
    return switch (expr) {
      case Expr.Constant constant -> Kinds.of(constant.value());
      case Expr.Local local -> locals.getOrDefault(local.slot(), Kinds.ANY);
      case Expr.ArrayOf _ -> Kinds.of("a");
      case Expr.SetOf _ -> Kinds.of("e");
      case Expr.ObjectOf _ -> Kinds.of("o");
      case Expr.Template _ -> Kinds.of("s");
      case Expr.Comprehension one ->
          switch (one.makes()) {
            case ARRAY -> Kinds.of("a");
            case SET -> Kinds.of("e");
            case OBJECT -> Kinds.of("o");
          };
      case Expr.BuiltinCall call ->
          Signatures.of(call.builtin().name()).map(Signature::makes).orElse(Kinds.ANY);
      case Expr.Path _, Expr.RuleCall _ -> Kinds.ANY;
    };
  }

  private void check(Expr expr) {
    if (expr instanceof Expr.BuiltinCall(Builtin builtin, List<Expr> arguments, Place place)) {
      Signatures.of(builtin.name())
          .ifPresent(signature -> check(builtin.name(), signature.takes(), arguments, place));
    }
  }

  private void check(String name, List<Kinds> takes, List<Expr> arguments, Place place) {
    List<Kinds> have = arguments.stream().map(this::kinds).toList();
    for (int i = 0; i < Math.min(have.size(), takes.size()); i++) {
      if (!have.get(i).meets(takes.get(i))) {
        faults.add(
            new Fault(
                Fault.TYPE,
                "%s: invalid argument(s)\n\thave: (%s)\n\twant: (%s)"
                    .formatted(name, shown(have), shown(takes)),
                place));
        return;
      }
    }
  }

  private static String shown(List<Kinds> kinds) {
    return kinds.stream().map(Kinds::toString).collect(Collectors.joining(", "));
  }
}
