package dev.lockstep.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a line of a body.
///
/// @param negated whether it begins with `not`
/// @param with what is another value while it is looked at
public record Statement(Place place, boolean negated, Says says, List<With> with) {
  public Statement {
    with = List.copyOf(with);
  }

  public Statement(Place place, Says says) {
    this(place, false, says, List.of());
  }

  public Statement saying(Says other) {
    return new Statement(place, negated, other, with);
  }

  /// Is what a statement says.
  public sealed interface Says {}

  /// Says that a term is defined and not false.
  public record Holds(Term term) implements Says {}

  /// Is `left := right`.
  public record Assigns(Term left, Term right) implements Says {}

  /// Is `left = right`.
  public record Unifies(Term left, Term right) implements Says {}

  /// Is `some a, b`.
  public record Declares(List<Term.Var> variables) implements Says {
    public Declares {
      variables = List.copyOf(variables);
    }
  }

  /// Is `some key, value in domain`.
  public record Iterates(@Nullable Term key, Term value, Term domain) implements Says {}

  /// Is `every key, value in domain { body }`.
  public record Every(Term.@Nullable Var key, Term.Var value, Term domain, Body body)
      implements Says {}

  /// Is `with target as value`.
  public record With(Place place, Term target, Term value) {}
}
