package dev.lockstep.expression;

import java.util.function.Supplier;

/// Ends a reading or an evaluation from within; [#caught] turns it into a value again.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int at;

  Refusal(String message, int at) {
    super(message, null, false, false);
    this.at = at;
  }

  static <T> Reading<T> caught(Supplier<T> work) {
    try {
      return new Reading.Done<>(work.get());
    } catch (Refusal refusal) {
      String message = refusal.getMessage();
      return new Reading.Refused<>(message == null ? "" : message, refusal.at);
    }
  }
}
