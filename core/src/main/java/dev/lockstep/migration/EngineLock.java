package dev.lockstep.migration;

import java.util.Optional;

/// Is the engine's own lock in a target, held so that the plain engine stays out while Lockstep
/// works.
public interface EngineLock extends AutoCloseable {
  /// Says from whom the lock was taken over and why that holder is dead, as a sentence; empty when
  /// it was free.
  default Optional<String> takenOver() {
    return Optional.empty();
  }

  /// Releases the lock; does nothing when it is already gone.
  @Override
  void close();
}
