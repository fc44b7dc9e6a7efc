package dev.lockstep.rego.compile;

import java.util.List;
import java.util.Map;

/// Finds where variables are named, for messages.
final class Locals {
  private Locals() {}

  static void in(Step step, Map<Integer, Expr.Local> found) {
    switch (step.does()) {
      case Step.Holds holds -> in(holds.expr(), found);
      case Step.Matches matches -> {
        in(matches.pattern(), found);
        in(matches.value(), found);
      }
      case Step.Iterates iterates -> {
        Expr key = iterates.key();
        if (key != null) {
          in(key, found);
        }
        in(iterates.value(), found);
        in(iterates.domain(), found);
      }
      case Step.Every every -> {
        in(every.domain(), found);
        every.body().steps().forEach(one -> in(one, found));
      }
      case Step.Never _ -> {}
    }
    for (Step.Substitution one : step.with()) {
      switch (one) {
        case Step.DocumentAs document -> in(document.value(), found);
        case Step.FunctionAs function -> {
          Expr value = function.value();
          if (value != null) {
            in(value, found);
          }
        }
      }
    }
  }

  static void in(Expr expr, Map<Integer, Expr.Local> found) {
    switch (expr) {
      case Expr.Constant _ -> {}
      case Expr.Local local -> found.putIfAbsent(local.slot(), local);
      case Expr.Path path -> {
        if (path.base() instanceof Expr.Of(Expr head)) {
          in(head, found);
        }
        in(path.keys(), found);
      }
      case Expr.ArrayOf array -> in(array.items(), found);
      case Expr.SetOf set -> in(set.items(), found);
      case Expr.ObjectOf object -> {
        in(object.keys(), found);
        in(object.values(), found);
      }
      case Expr.BuiltinCall call -> in(call.arguments(), found);
      case Expr.RuleCall call -> in(call.arguments(), found);
      case Expr.Comprehension one -> {
        Expr key = one.key();
        if (key != null) {
          in(key, found);
        }
        in(one.value(), found);
        one.body().steps().forEach(step -> in(step, found));
      }
      case Expr.Template template -> {
        for (Expr.TemplatePiece piece : template.pieces()) {
          Block body = piece.body();
          if (body != null) {
            body.steps().forEach(step -> in(step, found));
          }
        }
      }
    }
  }

  private static void in(List<Expr> exprs, Map<Integer, Expr.Local> found) {
    exprs.forEach(expr -> in(expr, found));
  }
}
