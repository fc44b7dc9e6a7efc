package dev.lockstep.rego.compile;

import java.util.BitSet;

/// Tells which variables a step needs, and which it gives values to.
///
/// @param needs those that stand outside comprehensions and must have values
/// @param gives those that get values
/// @param closed those in comprehensions and the like
record Usage(BitSet needs, BitSet gives, BitSet closed) {
  Usage() {
    this(new BitSet(), new BitSet(), new BitSet());
  }

  static Usage of(Expr expr) {
    Usage usage = new Usage();
    usage.value(expr);
    return usage;
  }

  static Usage ofPattern(Expr expr) {
    Usage usage = new Usage();
    usage.pattern(expr);
    return usage;
  }

  /// Adds what evaluating takes.
  void value(Expr expr) {
    switch (expr) {
      case Expr.Constant _ -> {}
      case Expr.Local local -> needs.set(local.slot());
      case Expr.Path path -> {
        if (path.base() instanceof Expr.Of(Expr head)) {
          value(head);
          // Its own keys do not give it a value.
          if (head instanceof Expr.Local local) {
            closed.set(local.slot());
          }
        }
        path.keys().forEach(this::pattern);
      }
      case Expr.ArrayOf array -> array.items().forEach(this::value);
      case Expr.SetOf set -> set.items().forEach(this::value);
      case Expr.ObjectOf object -> {
        object.keys().forEach(this::value);
        object.values().forEach(this::value);
      }
      case Expr.BuiltinCall call -> call.arguments().forEach(this::value);
      case Expr.RuleCall call -> call.arguments().forEach(this::value);
      case Expr.Comprehension one -> closed.or(all(one));
      case Expr.Template template -> closed.or(all(template));
    }
  }

  /// Adds what matching takes.
  void pattern(Expr expr) {
    switch (expr) {
      case Expr.Local local -> gives.set(local.slot());
      case Expr.ArrayOf array -> array.items().forEach(this::pattern);
      case Expr.ObjectOf object -> {
        object.keys().forEach(this::value);
        object.values().forEach(this::pattern);
      }
      default -> value(expr);
    }
  }

  /// Lists all variables in something, at any depth.
  static BitSet all(Expr expr) {
    BitSet found = new BitSet();
    Walk.in(expr, one -> take(one, found));
    return found;
  }

  private static void take(Expr expr, BitSet found) {
    if (expr instanceof Expr.Local local) {
      found.set(local.slot());
    }
  }

  /// Adds what a step takes whichever way it is done; a step that matches is looked at by itself.
  void step(Step step) {
    switch (step.does()) {
      case Step.Holds holds -> value(holds.expr());
      case Step.Matches matches -> {
        pattern(matches.pattern());
        pattern(matches.value());
      }
      case Step.Iterates iterates -> {
        value(iterates.domain());
        pattern(iterates.value());
        Expr key = iterates.key();
        if (key != null) {
          pattern(key);
        }
      }
      case Step.Every every -> {
        value(every.domain());
        BitSet inner = new BitSet();
        Walk.in(every.body(), one -> take(one, inner));
        inner.clear(every.value());
        if (every.key() >= 0) {
          inner.clear(every.key());
        }
        closed.or(inner);
      }
      case Step.Never _ -> {}
    }
    with(step);
  }

  /// Adds what the values behind `with` take.
  void with(Step step) {
    for (Step.Substitution one : step.with()) {
      switch (one) {
        case Step.DocumentAs document -> {
          document.keys().forEach(this::value);
          value(document.value());
        }
        case Step.FunctionAs function -> {
          Expr value = function.value();
          if (value != null) {
            value(value);
          }
        }
      }
    }
  }
}
