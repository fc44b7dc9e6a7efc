package dev.lockstep.parsers.postgres;

/// Carries a complaint from where it is found to [PostgresParser], which alone catches it.
final class SyntaxFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int TOO_LONG = -1;

  private final int offset;

  SyntaxFailure(String message, int offset) {
    // rejecting is a result like any other and must cost no stack trace
    super(message, null, false, false);
    this.offset = offset;
  }

  /// Complains in the server's form, which repeats the text that it stands before.
  static SyntaxFailure near(String message, String text, int start, int end) {
    String place =
        start >= text.length()
            ? " at end of input"
            : " at or near \"" + text.substring(start, end) + "\"";
    return new SyntaxFailure(message + place, start);
  }

  /// Ends the reading of a text whose tree would take too much memory.
  static SyntaxFailure tooLong() {
    return new SyntaxFailure("too long", TOO_LONG);
  }

  int offset() {
    return offset;
  }

  Parsing result() {
    return offset == TOO_LONG
        ? new Parsing.TooLong()
        : new Parsing.Failed(String.valueOf(getMessage()), offset);
  }
}
