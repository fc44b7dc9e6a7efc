package dev.lockstep.steps;

import java.io.IOException;

/// Prepares the places where runs work.
public interface Workplaces {
  /// Returns the place of a run, prepared the first time.
  ///
  /// *Errors*: `LockstepException` when the repository cannot be read.
  Workplace of(long run) throws IOException;
}
