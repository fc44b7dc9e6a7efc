package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// Looks up what is negated before it is negated: `not startswith(input.a, "x")` does not hold
/// where `input.a` is undefined.
///
/// *Shape*: what calls take, what other terms are made of and what is called for a comparison is
/// looked up before; a term alone, what a call alone says and the sides of `==` and `=` are not.
///
/// *Source*: the answers of OPA 1.22, which rewrites such terms after it has looked for unsafe
/// variables.
final class Negation {
  private final Step step;
  private final IntSupplier fresh;
  private final List<Step> before = new ArrayList<>();

  private Negation(Step step, IntSupplier fresh) {
    this.step = step;
    this.fresh = fresh;
  }

  /// Returns a negated step whose variables all have values, behind those that it wants before.
  static List<Step> of(Step step, IntSupplier fresh) {
    Negation negation = new Negation(step, fresh);
    Step.Does does =
        switch (step.does()) {
          case Step.Holds(Expr.BuiltinCall call) when call.builtin().name().equals("equal") ->
              new Step.Holds(
                  new Expr.BuiltinCall(
                      call.builtin(),
                      call.arguments().stream().map(negation::side).toList(),
                      call.place()));
          case Step.Holds(Expr expr) -> new Step.Holds(negation.parts(expr));
          // A call with what it is to say as one more argument.
          case Step.Matches(Expr pattern, Expr value) ->
              new Step.Matches(negation.known(pattern), negation.parts(value));
          case Step.Iterates _, Step.Every _, Step.Never _ -> step.does();
        };
    negation.before.add(new Step(step.place(), true, does, step.with()));
    return negation.before;
  }

  /// What is looked up on a side of a comparison may be undefined; what is called may not.
  private Expr side(Expr expr) {
    return expr instanceof Expr.Path ? parts(expr) : known(expr);
  }

  /// Returns a term whose parts have values.
  private Expr parts(Expr expr) {
    return switch (expr) {
      case Expr.Path path ->
          new Expr.Path(
              path.base() instanceof Expr.Of(Expr head) ? new Expr.Of(known(head)) : path.base(),
              known(path.keys()),
              path.place());
      case Expr.ArrayOf array -> new Expr.ArrayOf(known(array.items()));
      case Expr.SetOf set -> new Expr.SetOf(known(set.items()));
      case Expr.ObjectOf object -> new Expr.ObjectOf(known(object.keys()), known(object.values()));
      case Expr.BuiltinCall call ->
          new Expr.BuiltinCall(call.builtin(), known(call.arguments()), call.place());
      case Expr.RuleCall call ->
          new Expr.RuleCall(call.path(), known(call.arguments()), call.place());
      case Expr.Constant _, Expr.Local _, Expr.Comprehension _, Expr.Template _ -> expr;
    };
  }

  private List<Expr> known(List<Expr> exprs) {
    return exprs.stream().map(this::known).toList();
  }

  /// Returns a term that has a value once the steps before have been done.
  private Expr known(Expr expr) {
    Expr whole = parts(expr);
    return switch (whole) {
      case Expr.Path path -> found(path, path.place());
      case Expr.BuiltinCall call -> found(call, call.place());
      case Expr.RuleCall call -> found(call, call.place());
      default -> whole;
    };
  }

  private Expr found(Expr expr, Place place) {
    Expr.Local value = new Expr.Local(fresh.getAsInt(), "_", place);
    before.add(new Step(step.place(), false, new Step.Matches(value, expr), step.with()));
    return value;
  }
}
