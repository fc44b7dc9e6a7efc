package dev.lockstep.rego.compile;

import dev.lockstep.rego.compile.Lowering.Before;
import dev.lockstep.rego.compile.Ordering.Ordered;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Rule.Head;
import dev.lockstep.rego.syntax.Term;
import dev.lockstep.rego.syntax.Term.Scalar;
import dev.lockstep.rego.syntax.Term.Var;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes rules ready to run and puts them where they belong.
final class RuleCompiler {
  private final Names names;
  private final Module module;
  private final Scope scope = new Scope();
  private final Lowering lowering;

  RuleCompiler(Names names, Module module, Rule rule) {
    this.names = names;
    this.module = module;
    this.lowering = new Lowering(names, module, scope, rule);
  }

  void compile(Rule rule, Node root) {
    Node node = root;
    for (String name : module.path()) {
      node = node.grow(new RegoString(name), "." + name);
    }
    List<Term> path = rule.head().path();
    node = node.grow(new RegoString(rule.head().name()), "." + rule.head().name());
    int at = 1;
    while (at < path.size() && path.get(at) instanceof Scalar(_, Value key)) {
      node = node.grow(key, key instanceof RegoString text ? "." + text.text() : "[" + key + "]");
      at++;
    }
    node.add(compiled(rule, path.subList(at, path.size())));
  }

  private CompiledRule compiled(Rule rule, List<Term> keys) {
    Head head = rule.head();
    scope.open();
    List<Step> steps = new ArrayList<>();
    List<Expr> arguments = arguments(head, steps);
    BitSet bound = new BitSet();
    if (arguments != null) {
      arguments.forEach(argument -> bound.or(Usage.ofPattern(argument).gives()));
    }
    scope.open();
    steps.addAll(lowering.body(rule.body()));
    Before before = new Before(steps, List.of());
    List<Expr> keyExprs = keys.stream().map(key -> lowering.term(key, before)).toList();
    Expr value = made(head.value(), before);
    Expr element = made(head.element(), before);
    scope.close();
    scope.close();
    Ordered body = Ordering.order(steps, bound, bound, scope::fresh);
    Rule otherwise = rule.otherwise();
    CompiledRule next =
        otherwise == null
            ? null
            : new RuleCompiler(names, module, rule).compiled(otherwise, List.of());
    return new CompiledRule(
        rule.place(),
        rule.isDefault(),
        keyExprs.stream().map(body::made).toList(),
        arguments,
        value == null ? null : body.made(value),
        element == null ? null : body.made(element),
        body.block(),
        next,
        scope.slots());
  }

  private @Nullable Expr made(@Nullable Term term, Before before) {
    return term == null ? null : lowering.term(term, before);
  }

  /// Arguments are patterns; what must be computed is compared in the body.
  private @Nullable List<Expr> arguments(Head head, List<Step> steps) {
    List<Term> terms = head.arguments();
    if (terms == null) {
      return null;
    }
    List<Expr> arguments = new ArrayList<>();
    for (Term term : terms) {
      declare(term);
    }
    for (Term term : terms) {
      if (term instanceof Var
          || term instanceof Scalar
          || term instanceof Term.Array
          || term instanceof Term.ObjectOf) {
        arguments.add(lowering.pattern(term, Before.NOTHING));
      } else {
        Expr.Local taken = new Expr.Local(scope.fresh(), "_", term.place());
        arguments.add(taken);
        Expr wanted = lowering.term(term, new Before(steps, List.of()));
        steps.add(new Step(term.place(), false, new Step.Matches(wanted, taken), List.of()));
      }
    }
    return arguments;
  }

  private void declare(Term term) {
    switch (term) {
      case Var var -> {
        if (!var.isWildcard() && scope.declared(var.name()) == null) {
          scope.argument(var.name());
        }
      }
      case Term.Array array -> array.items().forEach(this::declare);
      case Term.ObjectOf object -> object.entries().forEach(entry -> declare(entry.value()));
      default -> {}
    }
  }
}
