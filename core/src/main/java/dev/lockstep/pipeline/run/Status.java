package dev.lockstep.pipeline.run;

/// Says where a part of a run stands, and so who acts next.
public enum Status {
  /// Waits until the environment that it works on is free.
  QUEUED,
  /// Works, or something in it does.
  RUNNING,
  /// Waits for people or the clock, as its writer wanted.
  WAITING,
  /// Failed, and is tried again when its time has come.
  RETRYING,
  /// Failed or is unclear, and somebody must say what to do.
  STALLED,
  SUCCEEDED,
  /// Failed, which its strategy takes for good.
  IGNORED,
  /// Was not to run.
  SKIPPED,
  FAILED,
  /// Was ended before its end.
  ABORTED;

  /// Tells whether nothing will happen to it any more.
  public boolean isEnd() {
    return switch (this) {
      case QUEUED, RUNNING, WAITING, RETRYING, STALLED -> false;
      case SUCCEEDED, IGNORED, SKIPPED, FAILED, ABORTED -> true;
    };
  }

  /// Tells whether what follows must take it for a failure.
  public boolean isFailure() {
    return this == FAILED || this == ABORTED;
  }
}
