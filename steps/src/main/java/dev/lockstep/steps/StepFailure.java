package dev.lockstep.steps;

import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Failure;

/// Says that a step failed before it did anything.
final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  StepFailure(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static StepFailure told(String message) {
    return new StepFailure(FailureKind.UNKNOWN, message);
  }

  Failure failure() {
    return new Failure(kind, String.valueOf(getMessage()));
  }
}
