package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import liquibase.exception.ValidationFailedException;

/// Turns what Liquibase throws into one sentence.
final class Failures {
  private static final int LONGEST = 600;

  private Failures() {}

  /// Finds Lockstep's own refusal inside, or makes a fault of the file out of Liquibase's message.
  static LockstepException translate(Throwable failure) {
    Throwable cause = failure;
    Throwable deepest = failure;
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (cause != null && seen.add(cause)) {
      if (cause instanceof LockstepException known) {
        return known;
      }
      if (cause instanceof StackOverflowError) {
        return new LockstepException(
            ErrorCode.TOO_LARGE, "The changelog is nested too deeply to be read.", null, failure);
      }
      deepest = cause;
      cause = cause.getCause();
    }
    if (failure instanceof ValidationFailedException invalid) {
      return new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          sentence(String.valueOf(invalid.getMessage())),
          null,
          failure);
    }
    return new LockstepException(
        ErrorCode.CHANGE_FILE, "The changelog cannot be read: " + reason(deepest), null, failure);
  }

  /// Returns the innermost message, which names the matter itself.
  static String rootCause(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return reason(at);
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    if (failure instanceof ClassNotFoundException) {
      return "class " + message + " is not among the schema's jars";
    }
    return sentence(message);
  }

  /// Makes one bounded line of a message.
  static String sentence(String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
