package dev.lockstep.dialects.mysql.schema;

import java.util.ArrayList;
import java.util.List;

/// Reads SQL that the server itself wrote: every name stands in backticks, every string in quotes.
final class SqlText {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  SqlText(String text) {
    this.text = text;
    for (int at = 0; at < text.length(); ) {
      at = token(at);
    }
  }

  /// Is a word, a name, a string or one sign.
  ///
  /// @param type `` ` `` for a name, `'` for a string, `a` for a word, the sign itself for a sign
  /// @param value of a name, without its quotes
  record Token(char type, String value, int start, int end) {
    boolean isName() {
      return type == '`';
    }

    boolean is(char sign) {
      return type == sign;
    }
  }

  List<Token> tokens() {
    return tokens;
  }

  /// Returns a token, or an empty one behind the end.
  Token at(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new Token(' ', "", text.length(), text.length());
  }

  /// Lists the names in a text.
  static List<String> names(String text) {
    return new SqlText(text)
        .tokens.stream().filter(Token::isName).map(Token::value).distinct().toList();
  }

  /// Lists what stands in quotes, as it stands there.
  static List<String> strings(String text) {
    return new SqlText(text)
        .tokens.stream().filter(token -> token.is('\'')).map(Token::value).toList();
  }

  /// Leaves out a qualifier wherever it stands before another name.
  static String without(String text, String qualifier) {
    SqlText read = new SqlText(text);
    List<Token> unwanted = new ArrayList<>();
    for (int i = 0; i < read.tokens.size(); i++) {
      Token token = read.at(i);
      boolean first = !read.at(i - 1).is('.') && read.at(i + 1).is('.') && read.at(i + 2).isName();
      if (token.isName() && token.value().equals(qualifier) && first) {
        unwanted.add(token);
      }
    }
    return read.without(unwanted);
  }

  /// Leaves out names together with the dots behind them.
  String without(List<Token> unwanted) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (Token token : unwanted) {
      kept.append(text, from, token.start());
      from = text.indexOf('.', token.end()) + 1;
    }
    return kept.append(text, from, text.length()).toString();
  }

  private int token(int start) {
    char first = text.charAt(start);
    if (first == '`' || first == '\'' || first == '"') {
      int end = quoted(start);
      String inside = text.substring(start + 1, Math.max(start + 1, end - 1));
      tokens.add(
          first == '`'
              ? new Token('`', inside.replace("``", "`"), start, end)
              : new Token('\'', inside, start, end));
      return end;
    }
    if (Character.isWhitespace(first)) {
      return start + 1;
    }
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_$@".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    if (end == start) {
      tokens.add(new Token(first, "", start, start + 1));
      return start + 1;
    }
    tokens.add(new Token('a', text.substring(start, end), start, end));
    return end;
  }

  /// Returns the place behind a quoted text, in which the quote stands twice or behind a backslash.
  private int quoted(int start) {
    char quote = text.charAt(start);
    for (int at = start + 1; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == '\\' && quote != '`') {
        at++;
      } else if (unit == quote) {
        if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
          at++;
        } else {
          return at + 1;
        }
      }
    }
    return text.length();
  }
}
