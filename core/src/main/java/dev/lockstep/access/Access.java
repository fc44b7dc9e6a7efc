package dev.lockstep.access;

import java.util.List;
import java.util.Optional;

/// Decides who may do what.
///
/// *Shape*: nothing is allowed unless a binding says so; no binding takes away what another gives.
public record Access(List<Binding> bindings) {
  public Access {
    bindings = List.copyOf(bindings);
  }

  /// Decides whether an actor may do something at a place.
  public Decision decide(Actor actor, Action action, Resource resource) {
    Optional<Binding> allowing = allowing(actor, action, resource);
    if (allowing.isPresent()) {
      return new Decision.Allowed(allowing.get());
    }
    return allowing(actor, Action.READ, resource).isPresent()
        ? new Decision.Forbidden()
        : new Decision.Hidden();
  }

  private Optional<Binding> allowing(Actor actor, Action action, Resource resource) {
    return bindings.stream()
        .filter(binding ->
            binding.role().allows(action)
                && binding.at().covers(resource)
                && binding.subject().means(actor))
        .findFirst();
  }
}
