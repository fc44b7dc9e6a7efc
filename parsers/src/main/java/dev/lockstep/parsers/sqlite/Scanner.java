package dev.lockstep.parsers.sqlite;

import dev.lockstep.parsers.tree.SyntaxFailure;

/// Cuts a text into SQLite's tokens.
///
/// *Units*: UTF-16 units from 0.
///
/// *Source*: SQLite, `src/tokenize.c`.
final class Scanner {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char DIGIT_SEPARATOR = '_';

  private final String text;
  private final Grammar grammar;
  private final Terminals terminals;
  private int start;
  private int end;
  private int last = Grammar.END_OF_INPUT;

  Scanner(String text, Grammar grammar, Terminals terminals) {
    this(text, grammar, terminals, 0);
  }

  private Scanner(String text, Grammar grammar, Terminals terminals, int from) {
    this.text = text;
    this.grammar = grammar;
    this.terminals = terminals;
    this.end = from;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// Returns the next terminal; three keywords are plain names but in the places of window
  /// functions, which the tokens around them tell.
  int next() {
    int terminal = scan();
    if (terminal == terminals.window()) {
      terminal = isWindow() ? terminal : terminals.id();
    } else if (terminal == terminals.over()) {
      terminal = last == terminals.rp() && isOver() ? terminal : terminals.id();
    } else if (terminal == terminals.filter()) {
      terminal = last == terminals.rp() && isFilter() ? terminal : terminals.id();
    }
    last = terminal;
    return terminal;
  }

  private boolean isWindow() {
    Scanner ahead = ahead();
    return ahead.isNext(terminals.id()) && ahead.isNext(terminals.as());
  }

  private boolean isOver() {
    return ahead().isNext(terminals.lp()) || ahead().isNext(terminals.id());
  }

  private boolean isFilter() {
    return ahead().isNext(terminals.lp());
  }

  private Scanner ahead() {
    return new Scanner(text, grammar, terminals, end);
  }

  /// Goes one token on, and tells whether it is this one; what can be a name counts as one.
  private boolean isNext(int wanted) {
    int terminal;
    try {
      terminal = scan();
    } catch (SyntaxFailure e) {
      return false;
    }
    boolean name =
        terminal == terminals.string()
            || terminal == terminals.joinKeyword()
            || terminal == terminals.window()
            || terminal == terminals.over()
            || grammar.fallsBackTo(terminal, terminals.id());
    return (name ? terminals.id() : terminal) == wanted;
  }

  private int scan() {
    skipBlanks();
    start = end;
    if (start == text.length()) {
      return Grammar.END_OF_INPUT;
    }
    char c = text.charAt(start);
    if (isDigit(start) || (c == '.' && isDigit(start + 1))) {
      return number();
    }
    if (isNamePart(c) && c != '$') {
      return word(c);
    }
    return switch (c) {
      case '\'' -> quoted(c, terminals.string());
      case '"', '`' -> quoted(c, terminals.id());
      case '[' -> bracketed();
      case '?' -> {
        end = start + 1;
        while (isDigit(end)) {
          end++;
        }
        yield terminals.variable();
      }
      case '$', '@', '#', ':' -> variable();
      default -> symbol(c);
    };
  }

  private void skipBlanks() {
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
        end++;
        // a vertical tab is a blank behind another one only
        while (isBlank(at(end))) {
          end++;
        }
      } else if (c == BYTE_ORDER_MARK) {
        end++;
      } else if (c == '-' && at(end + 1) == '-') {
        int line = text.indexOf('\n', end);
        end = line < 0 ? text.length() : line;
      } else if (c == '/' && at(end + 1) == '*' && end + 2 < text.length()) {
        int close = text.indexOf("*/", end + 2);
        end = close < 0 ? text.length() : close + 2;
      } else {
        return;
      }
    }
  }

  private int symbol(char c) {
    char second = at(start + 1);
    String pair =
        switch (c) {
          case '-' -> second == '>' ? at(start + 2) == '>' ? "->>" : "->" : "-";
          case '=' -> second == '=' ? "==" : "=";
          case '<' -> second == '=' || second == '>' || second == '<' ? "<" + second : "<";
          case '>' -> second == '=' || second == '>' ? ">" + second : ">";
          case '!' -> second == '=' ? "!=" : "!";
          case '|' -> second == '|' ? "||" : "|";
          default -> String.valueOf(c);
        };
    end = start + pair.length();
    int terminal = terminals.symbol(pair);
    if (terminal < 0) {
      throw unrecognized();
    }
    return terminal;
  }

  private int quoted(char quote, int terminal) {
    int close = start;
    do {
      close = text.indexOf(quote, close + 1);
      if (close < 0) {
        throw unrecognized(text.length());
      }
    } while (at(close + 1) == quote && close++ > 0);
    end = close + 1;
    return terminal;
  }

  private int bracketed() {
    int close = text.indexOf(']', start);
    if (close < 0) {
      throw unrecognized(text.length());
    }
    end = close + 1;
    return terminals.id();
  }

  private int word(char c) {
    if ((c == 'x' || c == 'X') && at(start + 1) == '\'') {
      return blob();
    }
    end = start + 1;
    while (isNamePart(at(end))) {
      end++;
    }
    int keyword = grammar.keywords().find(text, start, end);
    return keyword < 0 ? terminals.id() : keyword;
  }

  private int blob() {
    end = start + 2;
    while (isHexadecimal(at(end))) {
      end++;
    }
    if (at(end) != '\'' || (end - start) % 2 != 0) {
      int close = text.indexOf('\'', end);
      throw unrecognized(close < 0 ? text.length() : close + 1);
    }
    end++;
    return terminals.blob();
  }

  private int number() {
    int terminal = terminals.integer();
    boolean separated;
    if (at(start) == '0' && (at(start + 1) | ' ') == 'x' && isHexadecimal(at(start + 2))) {
      separated = skipDigits(start + 2, true);
    } else {
      separated = skipDigits(start, false);
      if (at(end) == '.') {
        terminal = terminals.real();
        separated |= skipDigits(end + 1, false);
      }
      boolean signed = at(end + 1) == '+' || at(end + 1) == '-';
      if ((at(end) | ' ') == 'e' && isDigit(end + (signed ? 2 : 1))) {
        terminal = terminals.real();
        separated |= skipDigits(end + (signed ? 2 : 1), false);
      }
    }
    if (isNamePart(at(end))) {
      while (isNamePart(at(end))) {
        end++;
      }
      throw unrecognized();
    }
    return separated ? terminals.separatedNumber() : terminal;
  }

  /// Goes behind digits, and tells whether a separator is among them.
  private boolean skipDigits(int from, boolean hexadecimal) {
    boolean separated = false;
    end = from;
    while (isDigit(end) || at(end) == DIGIT_SEPARATOR || (hexadecimal && isHexadecimal(at(end)))) {
      separated |= at(end) == DIGIT_SEPARATOR;
      end++;
    }
    return separated;
  }

  /// Reads `:name`, `@name`, `#name`, and `$name` with what Tcl has of it: `::` and `(…)`.
  private int variable() {
    int names = 0;
    end = start + 1;
    while (end < text.length()) {
      char c = at(end);
      if (isNamePart(c)) {
        names++;
        end++;
      } else if (c == '(' && names > 0) {
        arguments();
        break;
      } else if (c == ':' && at(end + 1) == ':') {
        end += 2;
      } else {
        break;
      }
    }
    if (names == 0) {
      throw unrecognized();
    }
    return terminals.variable();
  }

  private void arguments() {
    do {
      end++;
    } while (end < text.length() && !isBlank(at(end)) && at(end) != ')');
    if (at(end) != ')') {
      throw unrecognized();
    }
    end++;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private SyntaxFailure unrecognized(int to) {
    end = to;
    return unrecognized();
  }

  SyntaxFailure unrecognized() {
    return new SyntaxFailure("unrecognized token: \"" + text.substring(start, end) + "\"", start);
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private boolean isDigit(int index) {
    return at(index) >= '0' && at(index) <= '9';
  }

  static boolean isHexadecimal(char c) {
    return (c >= '0' && c <= '9') || ((c | ' ') >= 'a' && (c | ' ') <= 'f');
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$'
        || c > '\u007F';
  }
}
