package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Fence.Holder;
import java.util.Optional;

/// Is one product's lock under the fence: taken without waiting, held by the working session or
/// process, gone with it.
public interface FenceLock {
  /// Takes the lock if it is free, and writes the row that tells humans about it.
  ///
  /// @param token names who takes it
  boolean tryTake(String schema, String token);

  void free(String schema);

  /// Returns who holds the lock now; empty when nobody does, or when the product does not tell.
  Optional<Holder> holder(String schema);

  /// Tells whether [#holder] knows that nobody holds the lock.
  default boolean tellsHolder() {
    return true;
  }
}
