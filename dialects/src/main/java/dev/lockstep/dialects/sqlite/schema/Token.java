package dev.lockstep.dialects.sqlite.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Is the smallest part of a statement that SQLite keeps.
///
/// *Source*: https://www.sqlite.org/lang_keywords.html for the quotes of names; what SQLite keeps
/// has passed its own parser, so nothing is open at the end.
///
/// @param start where it begins in the statement
record Token(Type type, String text, int start) {
  private static final List<String> OPERATORS =
      List.of("->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->");

  /// Says what a token is.
  enum Type {
    WORD,
    QUOTED,
    LITERAL,
    SYMBOL
  }

  int end() {
    return start + text.length();
  }

  boolean is(String word) {
    return (type == Type.WORD || type == Type.SYMBOL) && text.equalsIgnoreCase(word);
  }

  boolean isName() {
    return type == Type.WORD || type == Type.QUOTED;
  }

  /// Returns the name without its quotes; a text in single quotes may stand for a name too.
  String name() {
    if (type != Type.QUOTED && !text.startsWith("'")) {
      return text;
    }
    String inside = text.substring(1, text.length() - 1);
    String quote = text.substring(0, 1);
    return quote.equals("[") ? inside : inside.replace(quote + quote, quote);
  }

  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }

  /// Splits a statement; comments and white space are left out.
  static List<Token> of(String sql) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      char unit = sql.charAt(at);
      if (Character.isWhitespace(unit) || unit == '\uFEFF') {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        Token token = at(sql, at, unit);
        tokens.add(token);
        at = token.end();
      }
    }
    return tokens;
  }

  private static Token at(String sql, int at, char unit) {
    if (unit == '"' || unit == '`' || unit == '\'') {
      int end = closing(sql, at, unit);
      return token(unit == '\'' ? Type.LITERAL : Type.QUOTED, sql, at, end);
    }
    if (unit == '[') {
      int end = sql.indexOf(']', at);
      return token(Type.QUOTED, sql, at, end < 0 ? sql.length() : end + 1);
    }
    boolean blob =
        (unit == 'x' || unit == 'X') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'';
    if (blob) {
      return token(Type.LITERAL, sql, at, closing(sql, at + 1, '\''));
    }
    boolean fraction =
        unit == '.' && at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1));
    if (Character.isDigit(unit) || fraction) {
      return token(Type.LITERAL, sql, at, number(sql, at));
    }
    if (isWord(unit)) {
      int end = at;
      while (end < sql.length() && isWord(sql.charAt(end))) {
        end++;
      }
      return token(Type.WORD, sql, at, end);
    }
    for (String operator : OPERATORS) {
      if (sql.startsWith(operator, at)) {
        return token(Type.SYMBOL, sql, at, at + operator.length());
      }
    }
    return token(Type.SYMBOL, sql, at, at + 1);
  }

  private static Token token(Type type, String sql, int from, int to) {
    return new Token(type, sql.substring(from, to), from);
  }

  private static int closing(String sql, int open, char quote) {
    int at = open + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) == quote) {
        if (at + 1 >= sql.length() || sql.charAt(at + 1) != quote) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return sql.length();
  }

  private static int number(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      char unit = sql.charAt(at);
      boolean sign =
          (unit == '+' || unit == '-')
              && "eE".indexOf(sql.charAt(at - 1)) >= 0
              && !sql.startsWith("0x", from);
      if (!isWord(unit) && unit != '.' && !sign) {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean isWord(char unit) {
    return Character.isLetterOrDigit(unit) || unit == '_' || unit == '$' || unit > 0x7F;
  }

  /// Writes tokens in one way, whatever stood between them.
  static String joined(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    Token before = null;
    boolean sign = false;
    for (Token token : tokens) {
      boolean tight =
          sign
              || before == null
              || before.is("(")
              || before.is(".")
              || List.of(",", ")", ".", ";").contains(token.text())
              || (token.is("(") && before.isName());
      text.append(tight ? "" : " ").append(token.text());
      sign =
          (token.is("-") || token.is("+"))
              && before != null
              && before.type() == Type.SYMBOL
              && !before.is(")");
      before = token;
    }
    return text.toString();
  }
}
