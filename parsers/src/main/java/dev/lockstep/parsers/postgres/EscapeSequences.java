package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;

/// Follows the backslash sequences of an `E''` string.
final class EscapeSequences {
  private final String text;

  EscapeSequences(String text) {
    this.text = text;
  }

  /// Returns the end of the sequence, or pair of sequences, that begins with a backslash.
  int end(int backslash) {
    char mark = at(backslash + 1);
    if (mark != 'u' && mark != 'U') {
      // longer sequences go on with characters that mean nothing by themselves
      return Math.min(backslash + 2, text.length());
    }
    int end = endOfUnicode(backslash);
    int value = value(backslash, end);
    if (UnicodeEscapes.isSecondOfPair(value)) {
      throw Complaint.near(UnicodeEscapes.WRONG_PAIR, text, backslash, end);
    }
    if (UnicodeEscapes.isFirstOfPair(value)) {
      return endOfSecond(end);
    }
    if (value <= 0 || value > Character.MAX_CODE_POINT) {
      throw Complaint.near(UnicodeEscapes.WRONG_VALUE, text, backslash, end);
    }
    return end;
  }

  private int endOfSecond(int backslash) {
    char mark = at(backslash + 1);
    if (at(backslash) != '\\' || (mark != 'u' && mark != 'U')) {
      throw Complaint.near(UnicodeEscapes.WRONG_PAIR, text, backslash, backslash + 1);
    }
    int end = endOfUnicode(backslash);
    if (!UnicodeEscapes.isSecondOfPair(value(backslash, end))) {
      throw Complaint.near(UnicodeEscapes.WRONG_PAIR, text, backslash, end);
    }
    return end;
  }

  private int endOfUnicode(int backslash) {
    int end = backslash + (at(backslash + 1) == 'u' ? 6 : 10);
    for (int i = backslash + 2; i < end; i++) {
      if (!UnicodeEscapes.isHex(at(i))) {
        throw new SyntaxFailure(UnicodeEscapes.WRONG_FORM, backslash);
      }
    }
    return end;
  }

  /// Returns the value of eight digits as the 32 bits that the server reads, hence below 0 too.
  private int value(int backslash, int end) {
    return Integer.parseUnsignedInt(text, backslash + 2, end, 16);
  }

  private char at(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }
}
