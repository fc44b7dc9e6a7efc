package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a statement of a body.
///
/// @param negated whether it holds when nothing makes it hold
public record Step(Place place, boolean negated, Does does, List<Substitution> with) {
  public Step {
    with = List.copyOf(with);
  }

  /// Is what a step does.
  public sealed interface Does {}

  public record Holds(Expr expr) implements Does {}

  /// Looks at each value of the right side, and matches the left side with it.
  public record Matches(Expr pattern, Expr value) implements Does {}

  /// @param key null when it does not matter
  public record Iterates(@Nullable Expr key, Expr value, Expr domain) implements Does {}

  /// @param key -1 when it does not matter
  public record Every(int key, int value, Expr domain, Block body) implements Does {}

  /// Never holds, for the two sides have not the same form.
  public record Never(Expr left, Expr right) implements Does {}

  /// Is what has another value while a step is done.
  public sealed interface Substitution {}

  /// @param keys the way into the document
  public record DocumentAs(Expr.Document document, List<Expr> keys, Expr value)
      implements Substitution {
    public DocumentAs {
      keys = List.copyOf(keys);
    }
  }

  /// Is a function that another one, or a value, stands in for.
  ///
  /// @param name of a built-in function, or the way to one of policies with dots
  /// @param function the name of that function; null when it is a value
  public record FunctionAs(String name, @Nullable String function, @Nullable Expr value)
      implements Substitution {}
}
