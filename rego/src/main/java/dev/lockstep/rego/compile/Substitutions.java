package dev.lockstep.rego.compile;

import dev.lockstep.rego.compile.Expr.Document;
import dev.lockstep.rego.compile.Lowering.Before;
import dev.lockstep.rego.compile.Step.Substitution;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.Statement.With;
import dev.lockstep.rego.syntax.Term;
import java.util.Optional;

/// Resolves what stands behind `with`.
record Substitutions(Lowering lowering, Names names, Module module) {
  Substitution of(With with, Before before) {
    Optional<Names.Function> target = function(with.target());
    if (target.isPresent()) {
      Optional<Names.Function> other = function(with.value());
      return new Step.FunctionAs(
          target.get().name(),
          other.map(Names.Function::name).orElse(null),
          other.isPresent() ? null : lowering.term(with.value(), before));
    }
    Expr value = lowering.term(with.value(), before);
    Expr place = lowering.top(with.target(), Before.NOTHING);
    if (place instanceof Expr.Path path && path.base() instanceof Document document) {
      return new Step.DocumentAs(document, path.keys(), value);
    }
    throw new RegoFaults(
        Fault.TYPE,
        "with keyword target must reference existing input, data, or a function",
        with.place());
  }

  private Optional<Names.Function> function(Term term) {
    return Names.texts(term).flatMap(path -> names.function(module, path));
  }
}
