package dev.lockstep.lint;

import dev.lockstep.error.LockstepException;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import org.jspecify.annotations.Nullable;

/// Finds the words for statements that no rule can be asked about.
final class Unread {
  private static final String TOO_LONG =
      "Write several smaller ones, or load rows by COPY or LOAD DATA.";

  private Unread() {}

  static Remark tooLong(SqlStatement statement, Severity severity) {
    String kind = statement.kind();
    String message =
        "this %s is too long to be looked into: it has %,d characters"
            .formatted(kind.isEmpty() ? "statement" : kind, statement.text().length());
    return new Remark(Review.NOT_UNDERSTOOD, severity, message, TOO_LONG, null, null, null);
  }

  /// @param text the part that is not understood; empty where it is known only when it runs
  /// @param hint what else it may be; null for nothing
  static Remark notUnderstood(
      SqlStatement statement,
      String text,
      String message,
      @Nullable String hint,
      LintSettings settings) {
    boolean client = statement.has(StatementTrait.CLIENT_COMMAND);
    return new Remark(
        Review.NOT_UNDERSTOOD,
        client || text.isEmpty() ? settings.notLookedInto() : settings.notUnderstood(),
        client ? "this is a command of a client program, which no server understands" : message,
        hint,
        null,
        null,
        null);
  }

  /// Says why a file cannot be split.
  static Finding fault(String path, LockstepException fault, Severity severity) {
    Position place = new Position(0, Math.max(1, fault.line()), Math.max(1, fault.column()));
    return new Finding(
        Review.NOT_UNDERSTOOD,
        severity,
        path,
        place,
        place,
        fault.getMessage(),
        fault.nextStep(),
        null,
        null,
        null);
  }
}
