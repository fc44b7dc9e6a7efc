package dev.lockstep.dialects.target;

import java.time.Duration;

/// Waits; injected so that tests need not.
public interface Sleeper {
  /// Waits by the machine's clock.
  Sleeper REAL = Thread::sleep;

  void sleep(Duration duration) throws InterruptedException;
}
