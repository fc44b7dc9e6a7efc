package dev.lockstep.parsers.mysql;

/// Blanks out comments, and leaves the code that stands in executable ones.
///
/// *Shape*: the text keeps its length, so places stay what they are. `/*! … */` is code, with a
/// version only from that on; `/*M! … */` is code for MariaDB. MariaDB leaves out what is meant for
/// MySQL 5.7 and later, that is, the versions from 50700 to 50999.
///
/// *Source*: MySQL 8.4 manual, "Comments"; MariaDB, "Comment Syntax".
final class Comments {
  private final String text;
  private final Product product;
  private final int version;
  private final char[] seen;
  private int at;

  /// where an executable comment begins; -1 outside of any
  private int open = -1;

  private int unterminated = -1;

  Comments(String text, Product product, int version) {
    this.text = text;
    this.product = product;
    this.version = version;
    this.seen = text.toCharArray();
    scan();
  }

  /// Returns the text with blanks in place of comments.
  char[] code() {
    return seen;
  }

  /// Returns where a comment begins that does not end, or -1.
  int unterminated() {
    return unterminated;
  }

  private void scan() {
    while (at < seen.length) {
      switch (seen[at]) {
        case '\'', '"', '`' -> quoted(seen[at]);
        case '#' -> line();
        case '-' -> dashes();
        case '/' -> slash();
        case '*' -> star();
        default -> at++;
      }
    }
    if (open >= 0) {
      unterminated = open;
    }
  }

  private void quoted(char quote) {
    for (at++; at < seen.length; at++) {
      if (seen[at] == '\\' && quote != '`') {
        at++;
      } else if (seen[at] == quote) {
        at++;
        return;
      }
    }
  }

  private void line() {
    while (at < seen.length && seen[at] != '\n') {
      seen[at++] = ' ';
    }
  }

  private void dashes() {
    boolean comment =
        text.startsWith("--", at) && (at + 2 == seen.length || text.charAt(at + 2) <= ' ');
    if (comment) {
      line();
    } else {
      at++;
    }
  }

  private void star() {
    if (open >= 0 && text.startsWith("*/", at)) {
      blank(at, at + 2);
      at += 2;
      open = -1;
    } else {
      at++;
    }
  }

  private void slash() {
    if (!text.startsWith("/*", at)) {
      at++;
      return;
    }
    int mark = text.startsWith("M!", at + 2) ? 2 : text.startsWith("!", at + 2) ? 1 : 0;
    int digits = at + 2 + mark;
    int end = digits;
    while (mark > 0 && end < seen.length && end < digits + 6 && isDigit(text.charAt(end))) {
      end++;
    }
    // fewer than five digits are no version but code
    int wanted = end - digits < 5 ? 0 : Integer.parseInt(text.substring(digits, end));
    if (mark > 0 && open < 0 && runs(mark, wanted)) {
      open = at;
      int code = wanted == 0 ? digits : end;
      blank(at, code);
      at = code;
      return;
    }
    int close = text.indexOf("*/", at + 2);
    if (close < 0) {
      unterminated = unterminated < 0 ? at : unterminated;
    }
    int behind = close < 0 ? seen.length : close + 2;
    blank(at, behind);
    at = behind;
  }

  private boolean runs(int mark, int wanted) {
    if (product == Product.MARIADB) {
      boolean mine = mark == 2 || wanted < 50_700 || wanted > 50_999;
      return mine && wanted <= version;
    }
    return mark == 1 && wanted <= version;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private void blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (seen[i] != '\n') {
        seen[i] = ' ';
      }
    }
  }
}
