package dev.lockstep.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is one definition of a rule; a rule can have many.
///
/// @param isDefault whether it says what holds when no other does
/// @param body empty where it always holds
/// @param otherwise what counts when the body does not hold
public record Rule(Place place, boolean isDefault, Head head, Body body, @Nullable Rule otherwise) {

  /// Is what a rule makes.
  ///
  /// @param path the names, and keys, that lead to it, without the package
  /// @param arguments null when it is no function
  /// @param value null for an element of a set
  /// @param element null unless it is an element of a set
  public record Head(
      Place place,
      List<Term> path,
      @Nullable List<Term> arguments,
      @Nullable Term value,
      @Nullable Term element) {
    public Head {
      path = List.copyOf(path);
      arguments = arguments == null ? null : List.copyOf(arguments);
    }

    /// Returns the name that it begins with.
    public String name() {
      return path.getFirst() instanceof Term.Var first ? first.name() : "";
    }
  }
}
