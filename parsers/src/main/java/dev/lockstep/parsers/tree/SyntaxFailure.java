package dev.lockstep.parsers.tree;

/// Carries a complaint from where it is found to the parser, which alone catches it.
public final class SyntaxFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int TOO_LONG = -1;

  private final int offset;

  public SyntaxFailure(String message, int offset) {
    // rejecting is a result like any other and must cost no stack trace
    super(message, null, false, false);
    this.offset = offset;
  }

  /// Ends the reading of a text whose tree would take too much memory.
  static SyntaxFailure tooLong() {
    return new SyntaxFailure("too long", TOO_LONG);
  }

  public int offset() {
    return offset;
  }

  public Parsing result() {
    return offset == TOO_LONG
        ? new Parsing.TooLong()
        : new Parsing.Failed(String.valueOf(getMessage()), offset);
  }
}
