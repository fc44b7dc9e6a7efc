package dev.lockstep.rego.compile;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Goes through everything that a term or body is made of, at any depth, the whole before its
/// parts.
final class Walk {
  private Walk() {}

  static void in(Block block, Consumer<Expr> take) {
    block.steps().forEach(step -> in(step, take));
  }

  static void in(Step step, Consumer<Expr> take) {
    switch (step.does()) {
      case Step.Holds holds -> in(holds.expr(), take);
      case Step.Matches matches -> {
        in(matches.pattern(), take);
        in(matches.value(), take);
      }
      case Step.Iterates iterates -> {
        in(iterates.key(), take);
        in(iterates.value(), take);
        in(iterates.domain(), take);
      }
      case Step.Every every -> {
        in(every.domain(), take);
        in(every.body(), take);
      }
      case Step.Never _ -> {}
    }
    for (Step.Substitution one : step.with()) {
      switch (one) {
        case Step.DocumentAs document -> {
          in(document.keys(), take);
          in(document.value(), take);
        }
        case Step.FunctionAs function -> in(function.value(), take);
      }
    }
  }

  /// Does nothing where there is no term.
  static void in(@Nullable Expr expr, Consumer<Expr> take) {
    if (expr == null) {
      return;
    }
    take.accept(expr);
    switch (expr) {
      case Expr.Constant _, Expr.Local _ -> {}
      case Expr.Path path -> {
        if (path.base() instanceof Expr.Of(Expr head)) {
          in(head, take);
        }
        in(path.keys(), take);
      }
      case Expr.ArrayOf array -> in(array.items(), take);
      case Expr.SetOf set -> in(set.items(), take);
      case Expr.ObjectOf object -> {
        in(object.keys(), take);
        in(object.values(), take);
      }
      case Expr.BuiltinCall call -> in(call.arguments(), take);
      case Expr.RuleCall call -> in(call.arguments(), take);
      case Expr.Comprehension one -> {
        in(one.key(), take);
        in(one.value(), take);
        in(one.body(), take);
      }
      case Expr.Template template -> {
        for (Expr.TemplatePiece piece : template.pieces()) {
          in(piece.value(), take);
          Block body = piece.body();
          if (body != null) {
            in(body, take);
          }
        }
      }
    }
  }

  private static void in(List<Expr> exprs, Consumer<Expr> take) {
    exprs.forEach(expr -> in(expr, take));
  }
}
