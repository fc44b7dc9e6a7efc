package dev.lockstep.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports a failed environment or a request that cannot be met: one sentence with the cause, and
/// where there is one, the next step.
///
/// *Shape*: `getMessage()` is complete without a stack trace and never holds a secret.
public final class LockstepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String nextStep;
  private final transient List<Fault> faults;

  public LockstepException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  public LockstepException(ErrorCode code, String message, @Nullable String nextStep) {
    this(code, message, nextStep, null);
  }

  public LockstepException(
      ErrorCode code, String message, @Nullable String nextStep, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.nextStep = nextStep;
    this.faults = List.of();
  }

  /// Reports everything that is wrong at once.
  public LockstepException(ErrorCode code, String message, List<Fault> faults) {
    super(message);
    this.code = code;
    this.nextStep = null;
    this.faults = List.copyOf(faults);
  }

  public ErrorCode code() {
    return code;
  }

  /// Returns what the user can do next, or null when the message says it all.
  public @Nullable String nextStep() {
    return nextStep;
  }

  /// Returns the single faults that the message sums up; empty when there is only the message.
  public List<Fault> faults() {
    return faults;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.name() : message;
  }
}
