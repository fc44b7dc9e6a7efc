package dev.lockstep.migration;

/// Is the engine's own lock in a target, held so that the plain engine stays out while Lockstep
/// works.
public interface EngineLock extends AutoCloseable {
  /// Releases the lock; does nothing when it is already gone.
  @Override
  void close();
}
