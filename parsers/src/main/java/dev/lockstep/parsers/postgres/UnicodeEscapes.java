package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;

/// Checks the escapes in the contents of a `U&''` or `U&""`.
final class UnicodeEscapes {
  static final String WRONG_PAIR = "invalid Unicode surrogate pair";
  static final String WRONG_VALUE = "invalid Unicode escape value";
  static final String WRONG_FORM = "invalid Unicode escape";

  private final String contents;
  private final char escape;
  private final int offset;
  private boolean pairOpen;

  /// Takes contents without their quotes and where in the text they begin.
  UnicodeEscapes(String contents, char escape, int offset) {
    this.contents = contents;
    this.escape = escape;
    this.offset = offset;
  }

  void check() {
    int at = 0;
    while (at < contents.length()) {
      if (contents.charAt(at) == escape) {
        at = sequence(at);
      } else if (pairOpen) {
        throw failure(WRONG_PAIR, at);
      } else {
        at++;
      }
    }
    if (pairOpen) {
      throw failure(WRONG_PAIR, at);
    }
  }

  private int sequence(int at) {
    if (isEscape(at + 1)) {
      if (pairOpen) {
        throw failure(WRONG_PAIR, at);
      }
      return at + 2;
    }
    boolean six = at + 1 < contents.length() && contents.charAt(at + 1) == '+';
    int from = six ? at + 2 : at + 1;
    int end = six ? from + 6 : from + 4;
    if (!allHex(from, end)) {
      throw failure(WRONG_FORM, at);
    }
    int value = Integer.parseInt(contents, from, end, 16);
    if (value == 0 || value > Character.MAX_CODE_POINT) {
      throw failure(WRONG_VALUE, at);
    }
    if (pairOpen != isSecondOfPair(value)) {
      throw failure(WRONG_PAIR, at);
    }
    pairOpen = isFirstOfPair(value);
    return end;
  }

  private boolean isEscape(int at) {
    return at < contents.length() && contents.charAt(at) == escape;
  }

  private boolean allHex(int from, int to) {
    if (to > contents.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isHex(contents.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private SyntaxFailure failure(String message, int at) {
    return new SyntaxFailure(message, offset + at);
  }

  static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  static boolean isFirstOfPair(int value) {
    return value >= 0xD800 && value <= 0xDBFF;
  }

  static boolean isSecondOfPair(int value) {
    return value >= 0xDC00 && value <= 0xDFFF;
  }
}
