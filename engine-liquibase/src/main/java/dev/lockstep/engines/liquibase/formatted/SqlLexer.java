package dev.lockstep.engines.liquibase.formatted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts SQL into the words that Liquibase sees in it.
///
/// *Shape*: the pieces joined are the text again, except for comments where they are to be dropped.
///
/// *Errors*: [NotOurs] for text that Liquibase may cut otherwise: backslashes, quotes or comments
/// without an end, and letters beyond ASCII outside of quotes and comments.
///
/// *Source*: the SQL grammar of Liquibase 4.33; a test compares both.
final class SqlLexer {
  /// Make one word with the quotes they stand before.
  private static final List<String> PREFIXES = List.of("U", "E", "N", "R", "B", "RB", "_UTF8");

  /// Bounds what is read again and again when brackets have no end.
  private static final int LONGEST_NAME = 1000;

  private final String sql;
  private final boolean keepComments;
  private final List<String> pieces = new ArrayList<>();
  private int at;

  private SqlLexer(String sql, boolean keepComments) {
    this.sql = sql;
    this.keepComments = keepComments;
  }

  static List<String> pieces(String sql, boolean keepComments) {
    if (sql.indexOf('\\') >= 0 || sql.indexOf('\r') >= 0) {
      throw new NotOurs("a backslash or carriage return in SQL");
    }
    return new SqlLexer(sql, keepComments).read();
  }

  private List<String> read() {
    while (at < sql.length()) {
      int end = end();
      boolean comment = sql.startsWith("--", at) || sql.startsWith("/*", at);
      if (!comment || keepComments) {
        pieces.add(sql.substring(at, end));
      }
      at = end;
    }
    return pieces;
  }

  private int end() {
    char c = sql.charAt(at);
    if (isSpace(c)) {
      return spaceEnd(at);
    }
    if (sql.startsWith("--", at)) {
      int line = sql.indexOf('\n', at);
      return line < 0 ? sql.length() : line;
    }
    if (sql.startsWith("/*", at)) {
      return behind(sql.indexOf("*/", at + 2), 2);
    }
    if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
      return numberEnd();
    }
    if (c == '\'') {
      return stringEnd(at);
    }
    int name = nameEnd(at);
    char next = charAt(name);
    if ((next == '\'' || next == '"')
        && PREFIXES.contains(sql.substring(at, name).toUpperCase(Locale.ROOT))) {
      return stringEnd(name);
    }
    if (name > at) {
      return Math.max(qualifiedEnd(name), c == '"' ? stringEnd(at) : name);
    }
    if (c == '"') {
      return stringEnd(at);
    }
    if (c < ' ' || c > '~') {
      throw new NotOurs("letters beyond ASCII in SQL");
    }
    return at + 1;
  }

  private int behind(int found, int length) {
    if (found < 0) {
      throw new NotOurs("a quote or comment without an end");
    }
    return found + length;
  }

  private int spaceEnd(int from) {
    int end = from;
    while (isSpace(charAt(end))) {
      end++;
    }
    return end;
  }

  private int numberEnd() {
    int end = digitsEnd(at);
    if (charAt(end) == '.') {
      end = digitsEnd(end + 1);
    }
    char mark = charAt(end);
    if (mark == 'e' || mark == 'E') {
      char sign = charAt(end + 1);
      int digits = sign == '+' || sign == '-' ? end + 2 : end + 1;
      return isDigit(charAt(digits)) ? digitsEnd(digits) : end;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (isDigit(charAt(end))) {
      end++;
    }
    return end;
  }

  /// A quote within is written twice.
  private int stringEnd(int from) {
    char quote = sql.charAt(from);
    int end = from;
    do {
      end = behind(sql.indexOf(quote, end + 1), 1);
    } while (charAt(end) == quote);
    return end;
  }

  /// Returns where a name, plain or quoted, that begins here ends; the beginning when none does.
  private int nameEnd(int from) {
    char c = charAt(from);
    if (c == '"' || c == '`') {
      return quotedNameEnd(from, from + 1, c);
    }
    if (c == '[') {
      char first = charAt(from + 1);
      return isDigit(first) || first == ']' || first == 0
          ? from
          : quotedNameEnd(from, from + 2, ']');
    }
    int end = from;
    while (isNamePart(charAt(end)) && (end > from || !isDigit(c))) {
      end++;
    }
    return end;
  }

  private int quotedNameEnd(int from, int search, char close) {
    int end = search;
    while (end < sql.length() && sql.charAt(end) != close) {
      if (sql.charAt(end) == '\n') {
        return from;
      }
      if (end - from > LONGEST_NAME) {
        throw new NotOurs("a very long name, or a bracket without an end");
      }
      end++;
    }
    boolean empty = close != ']' && end == search;
    return end == sql.length() || empty ? from : end + 1;
  }

  /// Goes on over points and further names.
  private int qualifiedEnd(int nameEnd) {
    int end = nameEnd;
    while (true) {
      int point = gapEnd(end);
      if (charAt(point) != '.') {
        return end;
      }
      int next = gapEnd(point + 1);
      int further = nameEnd(next);
      if (further == next) {
        return end;
      }
      end = further;
    }
  }

  private int gapEnd(int from) {
    int end = from;
    while (charAt(end) == ' ' || charAt(end) == '\n') {
      end++;
    }
    return end;
  }

  private char charAt(int index) {
    return index < sql.length() ? sql.charAt(index) : 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || c == '$'
        || c == '_'
        || c == '@'
        || c == '#';
  }
}
