package dev.lockstep.pipeline.run;

/// Ends parts of a run.
interface Ending {
  /// Ends a part, and returns how.
  Status end(Frame frame, Status status);
}
