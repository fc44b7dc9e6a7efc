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
  private final int line;
  private final int column;

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
    this.line = 0;
    this.column = 0;
  }

  /// Reports what is wrong at a place of the text that was read; the message names it as well.
  ///
  /// @param line from 1
  /// @param column from 1
  public LockstepException(ErrorCode code, String message, String nextStep, int line, int column) {
    super(message);
    this.code = code;
    this.nextStep = nextStep;
    this.faults = List.of();
    this.line = line;
    this.column = column;
  }

  /// Reports everything that is wrong at once.
  public LockstepException(ErrorCode code, String message, List<Fault> faults) {
    super(message);
    this.code = code;
    this.nextStep = null;
    this.faults = List.copyOf(faults);
    this.line = 0;
    this.column = 0;
  }

  /// Returns the line of the text that was read, from 1; 0 when no place is meant.
  public int line() {
    return line;
  }

  public int column() {
    return column;
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
