package dev.lockstep.dialects.target;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Holds what a target takes from the world around it: time, waiting, chance and the own process.
public record Surroundings(
    InstantSource clock, Sleeper sleeper, RandomGenerator random, ClientProcess client) {

  /// Waits.
  ///
  /// *Errors*: `INTERRUPTED` when the user stops the run meanwhile.
  public void pause(Duration duration) {
    try {
      sleeper.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LockstepException(ErrorCode.INTERRUPTED, "The run was stopped while waiting.");
    }
  }
}
