package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Puts the steps of a body into an order in which each finds the values it needs.
///
/// *Shape*: what can be done is done in the order in which it was written. A comprehension waits
/// for the variables that also stand outside it.
///
/// *Errors*: `rego_unsafe_var_error` for variables that nothing gives a value.
final class Ordering {
  /// The variables that have a value by now, and those that stand in bodies around.
  private final BitSet bound;

  private final BitSet visible;
  private final IntSupplier fresh;

  private Ordering(BitSet bound, BitSet visible, IntSupplier fresh) {
    this.fresh = fresh;
    this.bound = (BitSet) bound.clone();
    this.visible = (BitSet) visible.clone();
  }

  /// Is a body in order.
  ///
  /// @param bound the variables that have values behind it
  record Ordered(Block block, BitSet bound, BitSet visible, IntSupplier fresh) {
    /// Returns what is made of the body's variables, such as the value of a rule.
    ///
    /// *Errors*: as for bodies.
    Expr made(Expr expr) {
      Ordering after = new Ordering(bound, visible, fresh);
      Usage usage = Usage.of(expr);
      BitSet missing = (BitSet) usage.needs().clone();
      BitSet closed = (BitSet) usage.closed().clone();
      closed.and(visible);
      missing.or(closed);
      missing.andNot(bound);
      missing.andNot(usage.gives());
      if (!missing.isEmpty()) {
        throw unsafe(List.of(expr), missing);
      }
      return after.inside(expr);
    }
  }

  /// @param fresh gives numbers to new variables
  static Ordered order(List<Step> steps, BitSet bound, BitSet visible, IntSupplier fresh) {
    Ordering ordering = new Ordering(bound, visible, fresh);
    for (Step step : steps) {
      Usage usage = new Usage();
      usage.step(step);
      ordering.visible.or(usage.needs());
      ordering.visible.or(usage.gives());
    }
    Block block = ordering.ordered(steps);
    return new Ordered(block, ordering.bound, ordering.visible, fresh);
  }

  private Block ordered(List<Step> steps) {
    List<Step> waiting = new ArrayList<>(steps);
    List<Step> done = new ArrayList<>();
    while (!waiting.isEmpty()) {
      int before = done.size();
      List<Step> still = new ArrayList<>();
      for (Step step : waiting) {
        Step ready = ready(step);
        if (ready == null) {
          still.add(step);
        } else if (ready.negated()) {
          done.addAll(Negation.of(ready, fresh));
        } else {
          done.add(ready);
        }
      }
      if (done.size() == before) {
        throw unsafe(waiting);
      }
      waiting = still;
    }
    return new Block(done);
  }

  private RegoFaults unsafe(List<Step> waiting) {
    BitSet missing = new BitSet();
    for (Step step : waiting) {
      Usage usage = new Usage();
      usage.step(step);
      missing.or(usage.needs());
      missing.or(usage.gives());
      BitSet closed = (BitSet) usage.closed().clone();
      closed.and(visible);
      missing.or(closed);
    }
    missing.andNot(bound);
    Map<Integer, Expr.Local> locals = new LinkedHashMap<>();
    for (Step step : waiting) {
      Walk.in(step, one -> take(one, locals));
    }
    return faults(missing, locals, waiting.getFirst().place());
  }

  private static RegoFaults unsafe(List<Expr> exprs, BitSet missing) {
    Map<Integer, Expr.Local> locals = new LinkedHashMap<>();
    exprs.forEach(expr -> Walk.in(expr, one -> take(one, locals)));
    return faults(
        missing,
        locals,
        locals.isEmpty() ? new Place("", 0, 0) : locals.values().iterator().next().place());
  }

  /// Finds where variables are named first.
  private static void take(Expr expr, Map<Integer, Expr.Local> found) {
    if (expr instanceof Expr.Local local) {
      found.putIfAbsent(local.slot(), local);
    }
  }

  private static RegoFaults faults(BitSet missing, Map<Integer, Expr.Local> locals, Place place) {
    List<Fault> faults = new ArrayList<>();
    locals.forEach((slot, local) -> {
      if (missing.get(slot)) {
        faults.add(new Fault(Fault.UNSAFE, "var " + local.name() + " is unsafe", local.place()));
      }
    });
    if (faults.isEmpty()) {
      faults.add(new Fault(Fault.UNSAFE, "expression is unsafe", place));
    }
    return new RegoFaults(faults);
  }

  /// Returns a step as it can be done now; null when it cannot.
  private @Nullable Step ready(Step step) {
    Usage with = new Usage();
    with.with(step);
    if (!has(with)) {
      return null;
    }
    Step.Does does = step.negated() ? negated(step) : plain(step);
    if (does == null) {
      return null;
    }
    if (!step.negated()) {
      Usage usage = new Usage();
      usage.step(step);
      bound.or(usage.gives());
    }
    return new Step(
        step.place(), step.negated(), does, step.with().stream().map(this::inside).toList());
  }

  private boolean has(Usage usage) {
    BitSet missing = (BitSet) usage.needs().clone();
    missing.andNot(usage.gives());
    BitSet closed = (BitSet) usage.closed().clone();
    closed.and(visible);
    missing.or(closed);
    missing.andNot(bound);
    return missing.isEmpty();
  }

  /// A negation gives no values, so it needs all.
  private Step.@Nullable Does negated(Step step) {
    Usage usage = new Usage();
    usage.step(step);
    BitSet missing = (BitSet) usage.needs().clone();
    missing.or(usage.gives());
    BitSet closed = (BitSet) usage.closed().clone();
    closed.and(visible);
    missing.or(closed);
    missing.andNot(bound);
    return missing.isEmpty() ? inside(step.does()) : null;
  }

  private Step.@Nullable Does plain(Step step) {
    if (step.does() instanceof Step.Matches matches) {
      if (canMatch(matches.pattern(), matches.value())) {
        return inside(matches);
      }
      return canMatch(matches.value(), matches.pattern())
          ? inside(new Step.Matches(matches.value(), matches.pattern()))
          : null;
    }
    Usage usage = new Usage();
    usage.step(step);
    return has(usage) ? inside(step.does()) : null;
  }

  private boolean canMatch(Expr pattern, Expr value) {
    Usage right = Usage.of(value);
    if (!has(right)) {
      return false;
    }
    Usage left = Usage.ofPattern(pattern);
    BitSet missing = (BitSet) left.needs().clone();
    BitSet closed = (BitSet) left.closed().clone();
    closed.and(visible);
    missing.or(closed);
    missing.andNot(bound);
    missing.andNot(right.gives());
    return missing.isEmpty();
  }

  private Step.Does inside(Step.Does does) {
    return switch (does) {
      case Step.Holds holds -> new Step.Holds(inside(holds.expr()));
      case Step.Matches matches ->
          new Step.Matches(inside(matches.pattern()), inside(matches.value()));
      case Step.Iterates iterates ->
          new Step.Iterates(
              insideOrNull(iterates.key()), inside(iterates.value()), inside(iterates.domain()));
      case Step.Every every -> {
        BitSet inner = (BitSet) bound.clone();
        inner.set(every.value());
        if (every.key() >= 0) {
          inner.set(every.key());
        }
        yield new Step.Every(
            every.key(),
            every.value(),
            inside(every.domain()),
            order(every.body().steps(), inner, visible, fresh).block());
      }
      case Step.Never never -> never;
    };
  }

  private Step.Substitution inside(Step.Substitution override) {
    return switch (override) {
      case Step.DocumentAs document ->
          new Step.DocumentAs(
              document.document(), inside(document.keys()), inside(document.value()));
      case Step.FunctionAs function ->
          new Step.FunctionAs(function.name(), function.function(), insideOrNull(function.value()));
    };
  }

  private List<Expr> inside(List<Expr> exprs) {
    return exprs.stream().map(this::inside).toList();
  }

  private @Nullable Expr insideOrNull(@Nullable Expr expr) {
    return expr == null ? null : inside(expr);
  }

  /// Orders the bodies inside a term.
  private Expr inside(Expr expr) {
    return switch (expr) {
      case Expr.Constant _, Expr.Local _ -> expr;
      case Expr.Path path ->
          new Expr.Path(
              path.base() instanceof Expr.Of(Expr head) ? new Expr.Of(inside(head)) : path.base(),
              inside(path.keys()),
              path.place());
      case Expr.ArrayOf array -> new Expr.ArrayOf(inside(array.items()));
      case Expr.SetOf set -> new Expr.SetOf(inside(set.items()));
      case Expr.ObjectOf object ->
          new Expr.ObjectOf(inside(object.keys()), inside(object.values()));
      case Expr.BuiltinCall call ->
          new Expr.BuiltinCall(call.builtin(), inside(call.arguments()), call.place());
      case Expr.RuleCall call ->
          new Expr.RuleCall(call.path(), inside(call.arguments()), call.place());
      case Expr.Comprehension one -> {
        Ordered body = order(one.body().steps(), bound, visible, fresh);
        Expr key = one.key();
        yield new Expr.Comprehension(
            one.makes(), key == null ? null : body.made(key), body.made(one.value()), body.block());
      }
      case Expr.Template template ->
          new Expr.Template(
              template.pieces().stream().map(this::inside).toList(), template.place());
    };
  }

  private Expr.TemplatePiece inside(Expr.TemplatePiece piece) {
    Expr value = piece.value();
    Block body = piece.body();
    if (value != null && body != null) {
      Ordered ordered = order(body.steps(), bound, visible, fresh);
      return new Expr.TemplatePiece("", ordered.made(value), ordered.block());
    }
    return piece;
  }
}
