package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;

/// Reads numbers and numbered parameters.
///
/// Up to PostgreSQL 14 a name may follow a number without a space; 15 refuses that. From 16 on
/// there are underscores and hexadecimal, octal and binary numbers.
final class NumberScanner {
  private static final String JUNK = "trailing junk after numeric literal";

  private final String text;
  private final Terminals terminals;
  private final boolean refusesJunk;
  private final boolean radixes;
  private final boolean bigParameters;
  private int start;
  private int end;

  NumberScanner(String text, Terminals terminals, int major) {
    this.text = text;
    this.terminals = terminals;
    this.refusesJunk = major >= 15;
    this.radixes = major >= 16;
    this.bigParameters = major < 18;
  }

  int end() {
    return end;
  }

  /// Reads the number that begins at an offset and returns its terminal.
  int scan(int from) {
    start = from;
    int radix = radixes && at(from) == '0' ? radix(at(from + 1)) : 10;
    return radix == 10 ? decimal() : scanRadix(radix);
  }

  /// Reads a parameter such as `$1`.
  int scanParameter(int from) {
    start = from;
    end = from + 1;
    while (Scanner.isDigit(at(end))) {
      end++;
    }
    if (refusesJunk && Scanner.isNameStart(at(end))) {
      throw failure("trailing junk after parameter", Scanner.endOfName(end, text));
    }
    if (!bigParameters && !fitsInt(from + 1, 10)) {
      throw failure("parameter number too large", end);
    }
    return terminals.param();
  }

  private SyntaxFailure failure(String message, int to) {
    return Complaint.near(message, text, start, to);
  }

  private char at(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private static int radix(char mark) {
    return switch (mark) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private int scanRadix(int radix) {
    end = digits(start + 2, radix, true);
    int junk = Scanner.endOfName(start, text);
    boolean none = end == start + 2;
    int known = none && at(end) == '_' ? end + 1 : end;
    if (junk > known) {
      throw failure(JUNK, junk);
    }
    if (none) {
      String kind = radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : "binary";
      throw failure("invalid " + kind + " integer", known);
    }
    return fitsInt(start + 2, radix) ? terminals.iconst() : terminals.fconst();
  }

  private int decimal() {
    end = digits(start, 10, false);
    boolean whole = true;
    // 1..10 is a range and not the number "1."
    if (at(end) == '.' && (end == start || at(end + 1) != '.')) {
      end = digits(end + 1, 10, false);
      whole = false;
    }
    whole &= !exponent();
    // a name cannot follow a range's dots
    if (refusesJunk && Scanner.isNameStart(at(end))) {
      throw failure(JUNK, Scanner.endOfName(end, text));
    }
    return whole && fitsInt(start, 10) ? terminals.iconst() : terminals.fconst();
  }

  private boolean exponent() {
    if (at(end) != 'e' && at(end) != 'E') {
      return false;
    }
    boolean signed = at(end + 1) == '+' || at(end + 1) == '-';
    int from = signed ? end + 2 : end + 1;
    int to = digits(from, 10, false);
    if (to > from) {
      end = to;
      return true;
    }
    if (signed && refusesJunk) {
      throw failure(JUNK, from);
    }
    return false;
  }

  /// Returns the end of a run of digits, which may hold single underscores between them.
  private int digits(int from, int radix, boolean leadingUnderscore) {
    int at = from;
    while (true) {
      boolean underscore =
          radixes && at(at) == '_' && (at > from || leadingUnderscore) && isDigit(at + 1, radix);
      if (underscore) {
        at += 2;
      } else if (isDigit(at, radix)) {
        at++;
      } else {
        return at;
      }
    }
  }

  private boolean isDigit(int offset, int radix) {
    char c = at(offset);
    return c < 128 && Character.digit(c, radix) >= 0;
  }

  /// Greater numbers are none of the grammar's integers.
  private boolean fitsInt(int from, int radix) {
    long value = 0;
    for (int i = from; i < end && value <= Integer.MAX_VALUE; i++) {
      char c = text.charAt(i);
      if (c != '_') {
        value = value * radix + Character.digit(c, radix);
      }
    }
    return value <= Integer.MAX_VALUE;
  }
}
