package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is one definition of a rule, ready to run.
///
/// @param keys the part of its way that is known only when it runs
/// @param arguments patterns; null when it is no function
/// @param value null for an element of a set
/// @param element null unless it is an element of a set
/// @param slots how many variables it has
public record CompiledRule(
    Place place,
    boolean isDefault,
    List<Expr> keys,
    @Nullable List<Expr> arguments,
    @Nullable Expr value,
    @Nullable Expr element,
    Block body,
    @Nullable CompiledRule otherwise,
    int slots) {
  public CompiledRule {
    keys = List.copyOf(keys);
    arguments = arguments == null ? null : List.copyOf(arguments);
  }
}
