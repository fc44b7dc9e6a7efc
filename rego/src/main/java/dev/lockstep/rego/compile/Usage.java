package dev.lockstep.rego.compile;

import java.util.BitSet;
import java.util.List;

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
    collect(expr, found);
    return found;
  }

  private static void collect(Expr expr, BitSet found) {
    switch (expr) {
      case Expr.Constant _ -> {}
      case Expr.Local local -> found.set(local.slot());
      case Expr.Path path -> {
        if (path.base() instanceof Expr.Of(Expr head)) {
          collect(head, found);
        }
        collect(path.keys(), found);
      }
      case Expr.ArrayOf array -> collect(array.items(), found);
      case Expr.SetOf set -> collect(set.items(), found);
      case Expr.ObjectOf object -> {
        collect(object.keys(), found);
        collect(object.values(), found);
      }
      case Expr.BuiltinCall call -> collect(call.arguments(), found);
      case Expr.RuleCall call -> collect(call.arguments(), found);
      case Expr.Comprehension one -> {
        Expr key = one.key();
        if (key != null) {
          collect(key, found);
        }
        collect(one.value(), found);
        collect(one.body(), found);
      }
      case Expr.Template template -> {
        for (Expr.TemplatePiece piece : template.pieces()) {
          Expr value = piece.value();
          Block body = piece.body();
          if (value != null && body != null) {
            collect(value, found);
            collect(body, found);
          }
        }
      }
    }
  }

  private static void collect(List<Expr> exprs, BitSet found) {
    exprs.forEach(expr -> collect(expr, found));
  }

  static void collect(Block block, BitSet found) {
    for (Step step : block.steps()) {
      switch (step.does()) {
        case Step.Holds holds -> collect(holds.expr(), found);
        case Step.Matches matches -> {
          collect(matches.pattern(), found);
          collect(matches.value(), found);
        }
        case Step.Iterates iterates -> {
          Expr key = iterates.key();
          if (key != null) {
            collect(key, found);
          }
          collect(iterates.value(), found);
          collect(iterates.domain(), found);
        }
        case Step.Every every -> {
          collect(every.domain(), found);
          collect(every.body(), found);
        }
        case Step.Never _ -> {}
      }
      for (Step.Substitution one : step.with()) {
        switch (one) {
          case Step.DocumentAs document -> {
            collect(document.keys(), found);
            collect(document.value(), found);
          }
          case Step.FunctionAs function -> {
            Expr value = function.value();
            if (value != null) {
              collect(value, found);
            }
          }
        }
      }
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
        collect(every.body(), inner);
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
