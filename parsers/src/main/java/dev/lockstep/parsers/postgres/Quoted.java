package dev.lockstep.parsers.postgres;

import java.util.Locale;

/// Reads what stands in quotes.
final class Quoted {
  private Quoted() {}

  /// Returns the value of a string token of any spelling, but with the escapes of `U&''` as they
  /// are.
  static String string(String token) {
    char first = token.charAt(0);
    return switch (first) {
      case '\'' -> contents(token, 1, token.length(), '\'');
      case '$' -> {
        int size = token.indexOf('$', 1) + 1;
        yield token.substring(size, token.length() - size);
      }
      case 'e', 'E' -> unescaped(token);
      default -> contents(token, token.indexOf('\'') + 1, token.length(), '\'');
    };
  }

  /// Returns a name of any spelling as the server keeps it, but with the escapes of `U&""` as they
  /// are and at any length.
  static String name(String token) {
    int quote = token.indexOf('"');
    if (quote >= 0) {
      return contents(token, quote + 1, token.length(), '"');
    }
    StringBuilder name = new StringBuilder(token);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      // other letters than those of ASCII keep their case
      if (c >= 'A' && c <= 'Z') {
        name.setCharAt(i, (char) (c + 32));
      }
    }
    return name.toString();
  }

  /// Returns a name of any spelling as the server keeps it, but at any length.
  static String decodedName(String token) {
    return isUnicode(token, '"') ? decoded(token, '"') : name(token);
  }

  /// Returns the value of a string token of any spelling.
  static String decodedString(String token) {
    return isUnicode(token, '\'') ? decoded(token, '\'') : string(token);
  }

  private static boolean isUnicode(String token, char quote) {
    return token.length() > 3 && token.charAt(1) == '&' && token.charAt(2) == quote;
  }

  /// Reads `U&'…'` and `U&"…"`, with the `UESCAPE '…'` that the parser takes into the token.
  private static String decoded(String token, char quote) {
    int close = token.lastIndexOf(quote);
    char escape = '\\';
    int clause = token.toUpperCase(Locale.ROOT).lastIndexOf("UESCAPE");
    if (clause > 0 && token.endsWith("'") && token.indexOf('\'', clause) == token.length() - 3) {
      escape = token.charAt(token.length() - 2);
      close = token.lastIndexOf(quote, clause);
    }
    String contents = contents(token, 3, close + 1, quote);
    StringBuilder value = new StringBuilder(contents.length());
    int at = 0;
    while (at < contents.length()) {
      char c = contents.charAt(at++);
      if (c != escape) {
        value.append(c);
      } else if (contents.charAt(at) == escape) {
        value.append(c);
        at++;
      } else {
        int from = contents.charAt(at) == '+' ? at + 1 : at;
        int end = from + (from > at ? 6 : 4);
        value.appendCodePoint(Integer.parseInt(contents, from, end, 16));
        at = end;
      }
    }
    return value.toString();
  }

  /// Returns what stands from behind the opening quote on, where two quotes are one and a string
  /// may go on behind a line break.
  static String contents(String text, int from, int end, char quote) {
    StringBuilder contents = new StringBuilder(end - from);
    int at = from;
    while (at < end) {
      int close = text.indexOf(quote, at);
      contents.append(text, at, close);
      at = close + 1;
      if (at < end && text.charAt(at) == quote) {
        contents.append(quote);
        at++;
      } else if (at < end) {
        at = afterBreak(text, at, quote);
      }
    }
    return contents.toString();
  }

  /// Skips to where a string goes on; a comment on the way may hold quotes of its own.
  private static int afterBreak(String text, int from, char quote) {
    int at = from;
    while (text.charAt(at) != quote) {
      boolean comment = text.startsWith("--", at);
      at++;
      while (comment && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
    }
    return at + 1;
  }

  private static String unescaped(String token) {
    StringBuilder value = new StringBuilder(token.length());
    int at = 2;
    int end = token.length();
    while (at < end) {
      char c = token.charAt(at++);
      if (c == '\\') {
        at = escape(token, at, value);
      } else if (c != '\'') {
        value.append(c);
      } else if (at < end && token.charAt(at) == '\'') {
        value.append(c);
        at++;
      } else if (at < end) {
        at = afterBreak(token, at, '\'');
      }
    }
    return value.toString();
  }

  /// Appends what a sequence stands for and returns its end.
  private static int escape(String token, int from, StringBuilder value) {
    char mark = token.charAt(from);
    return switch (mark) {
      case 'b' -> append(value, '\b', from + 1);
      case 'f' -> append(value, '\f', from + 1);
      case 'n' -> append(value, '\n', from + 1);
      case 'r' -> append(value, '\r', from + 1);
      case 't' -> append(value, '\t', from + 1);
      case 'x' -> digits(token, from + 1, 2, 16, value);
      case 'u' -> digits(token, from + 1, 4, 16, value);
      case 'U' -> digits(token, from + 1, 8, 16, value);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(token, from, 3, 8, value);
      default -> append(value, mark, from + 1);
    };
  }

  private static int append(StringBuilder value, char c, int end) {
    value.append(c);
    return end;
  }

  private static int digits(String token, int from, int most, int radix, StringBuilder value) {
    int end = from;
    while (end < from + most && Character.digit(token.charAt(end), radix) >= 0) {
      end++;
    }
    if (end == from) {
      return append(value, token.charAt(from - 1), from);
    }
    value.appendCodePoint(Integer.parseInt(token, from, end, radix));
    return end;
  }
}
