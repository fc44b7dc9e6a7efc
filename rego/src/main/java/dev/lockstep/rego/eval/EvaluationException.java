package dev.lockstep.rego.eval;

import dev.lockstep.rego.syntax.Place;

/// Says why an evaluation ended without a result.
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Place place;

  /// Is what went wrong.
  public enum Kind {
    CONFLICT("eval_conflict_error"),
    BUILTIN("eval_builtin_error"),
    TYPE("eval_type_error"),
    /// It took longer or more memory than it may.
    CANCELLED("eval_cancel_error");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /// Returns the name that OPA gives it.
    public String code() {
      return code;
    }
  }

  EvaluationException(Kind kind, String message, Place place) {
    super(
        "%s:%d: %s: %s".formatted(place.file(), place.row(), kind.code(), message),
        null,
        false,
        false);
    this.kind = kind;
    this.place = place;
  }

  public Kind kind() {
    return kind;
  }

  public Place place() {
    return place;
  }
}
