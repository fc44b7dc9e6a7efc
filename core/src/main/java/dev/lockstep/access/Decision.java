package dev.lockstep.access;

/// Is what comes of asking whether somebody may do something.
public sealed interface Decision {
  /// @param by what allows it
  record Allowed(Binding by) implements Decision {}

  /// The actor may know that the place is there, but not do this.
  record Forbidden() implements Decision {}

  /// The actor may not even know whether there is such a place.
  record Hidden() implements Decision {}
}
