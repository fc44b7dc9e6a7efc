package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;

/// Cuts a text into tokens as the server's scanner does, and complains in its words.
///
/// Standard strings are taken as the standard says: a backslash means something in `E''` alone.
///
/// *Source*: PostgreSQL documentation, "Lexical Structure", and the server's `scan.l` in the
/// versions 13 to 18 for what the documentation leaves open.
final class Scanner {
  private static final String SELF = ",()[].;:+-*/%^<>=";
  private static final String OPERATOR = "~!@#^&|`?+-*/%<>=";

  /// An operator with one of these may end in `+` or `-`.
  private static final String BEYOND_STANDARD = "~!@#^&|`?%";

  private static final int NAME_BYTES = 64;

  private final String text;
  private final int length;
  private final Grammar grammar;
  private final Terminals terminals;
  private final NumberScanner numbers;
  private final boolean verticalTabs;
  private int start;
  private int end;

  /// Where the run of operator characters ends that was measured last, where the `+` and `-` at its
  /// end begin and which of its characters was the last that allows them there.
  private int runEnd;

  private int signs;
  private int lastUncommon;

  Scanner(String text, Grammar grammar, Terminals terminals, int major) {
    this.text = text;
    this.length = text.length();
    this.grammar = grammar;
    this.terminals = terminals;
    this.numbers = new NumberScanner(text, terminals, major);
    this.verticalTabs = major >= 16;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// Moves to the next token and returns its terminal.
  int next() {
    start = skipBlanks(end);
    end = start;
    if (start == length) {
      return Grammar.END_OF_INPUT;
    }
    char c = text.charAt(start);
    if (isNameStart(c)) {
      return word(c);
    }
    if (isDigit(c) || (c == '.' && isDigit(at(start + 1)))) {
      int terminal = numbers.scan(start);
      end = numbers.end();
      return terminal;
    }
    return switch (c) {
      case '\'' -> string(start + 1, terminals.sconst());
      case '"' -> quotedName(start + 1, terminals.ident());
      case '$' -> dollar();
      case ':' -> colon();
      case '.' -> at(start + 1) == '.' ? token(2, terminals.dotDot()) : character(c);
      default -> OPERATOR.indexOf(c) >= 0 ? operator() : character(c);
    };
  }

  /// Complains about the text from an offset to where the scanner stands.
  private SyntaxFailure failure(String message, int from, int to) {
    return Complaint.near(message, text, from, to);
  }

  private int token(int size, int terminal) {
    end = start + size;
    return terminal;
  }

  private int character(char c) {
    return token(1, grammar.character(c));
  }

  private int colon() {
    return switch (at(start + 1)) {
      case ':' -> token(2, terminals.typecast());
      case '=' -> token(2, terminals.colonEquals());
      default -> character(':');
    };
  }

  /// Returns a character of the text, or NUL behind it, which no text holds.
  private char at(int offset) {
    return offset < length ? text.charAt(offset) : '\0';
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < length) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        at++;
      } else if (c == '-' && at(at + 1) == '-') {
        at = endOfLine(at);
      } else if (c == '/' && at(at + 1) == '*') {
        at = endOfComment(at);
      } else {
        return at;
      }
    }
    return at;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < length && !isNewline(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int endOfComment(int from) {
    int depth = 1;
    int at = from + 2;
    while (at < length) {
      char c = text.charAt(at);
      char following = at(at + 1);
      if (c == '*' && following == '/') {
        at += 2;
        if (--depth == 0) {
          return at;
        }
      } else if (c == '/' && following == '*') {
        depth++;
        at += 2;
      } else {
        at++;
      }
    }
    throw failure("unterminated /* comment", from, length);
  }

  private int word(char first) {
    int quote = quoteBehindPrefix(first);
    if (quote > 0) {
      return quote;
    }
    end = endOfName(start, text);
    int keyword = grammar.keywords().find(text, start, end);
    return keyword < 0 ? terminals.ident() : keyword;
  }

  /// Reads what begins with a letter that says how the quotes behind it are to be read.
  private int quoteBehindPrefix(char first) {
    char second = at(start + 1);
    if (second != '\'' && second != '&') {
      return 0;
    }
    return switch (first) {
      case 'e', 'E' -> second == '\'' ? escapeString() : 0;
      case 'b', 'B' -> second == '\'' ? bitString(terminals.bconst(), "bit") : 0;
      case 'x', 'X' -> second == '\'' ? bitString(terminals.xconst(), "hexadecimal") : 0;
      case 'n', 'N' -> second == '\'' ? token(1, terminals.nchar()) : 0;
      case 'u', 'U' -> second == '&' ? unicode() : 0;
      default -> 0;
    };
  }

  private int unicode() {
    return switch (at(start + 2)) {
      case '\'' -> string(start + 3, terminals.usconst());
      case '"' -> quotedName(start + 3, terminals.uident());
      default -> token(1, terminals.ident());
    };
  }

  private int string(int from, int terminal) {
    int at = from;
    while (true) {
      int quote = text.indexOf('\'', at);
      if (quote < 0) {
        throw failure("unterminated quoted string", start, length);
      }
      at = at(quote + 1) == '\'' ? quote + 2 : continuation(quote + 1);
      if (at < 0) {
        end = quote + 1;
        return terminal;
      }
    }
  }

  private int bitString(int terminal, String kind) {
    int at = start + 2;
    while (true) {
      int quote = text.indexOf('\'', at);
      if (quote < 0) {
        throw failure("unterminated " + kind + " string literal", start, length);
      }
      at = continuation(quote + 1);
      if (at < 0) {
        end = quote + 1;
        return terminal;
      }
    }
  }

  private int escapeString() {
    EscapeSequences escapes = new EscapeSequences(text);
    int at = start + 2;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\\') {
        at = escapes.end(at);
      } else if (c != '\'') {
        at++;
      } else if (at(at + 1) == '\'') {
        at += 2;
      } else {
        int quote = at;
        at = continuation(quote + 1);
        if (at < 0) {
          end = quote + 1;
          return terminals.sconst();
        }
      }
    }
    throw failure("unterminated quoted string", start, length);
  }

  /// Returns where a string goes on behind a line break, or -1 when its quote was the last.
  private int continuation(int from) {
    boolean newline = false;
    int at = from;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\'' && newline) {
        return at + 1;
      } else if (isSpace(c)) {
        newline |= isNewline(c);
        at++;
      } else if (c == '-' && at(at + 1) == '-') {
        at = endOfLine(at);
      } else {
        return -1;
      }
    }
    return -1;
  }

  private int quotedName(int from, int terminal) {
    int at = from;
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        throw failure("unterminated quoted identifier", start, length);
      }
      if (at(quote + 1) != '"') {
        end = quote + 1;
        if (quote == from) {
          throw failure("zero-length delimited identifier", start, end);
        }
        return terminal;
      }
      at = quote + 2;
    }
  }

  private int dollar() {
    if (isDigit(at(start + 1))) {
      int terminal = numbers.scanParameter(start);
      end = numbers.end();
      return terminal;
    }
    int at = start + 1;
    while (at < length && text.charAt(at) != '$' && isNamePart(text.charAt(at))) {
      at++;
    }
    if (at(at) != '$') {
      return character('$');
    }
    String delimiter = text.substring(start, at + 1);
    int close = text.indexOf(delimiter, at + 1);
    if (close < 0) {
      throw failure("unterminated dollar-quoted string", start, length);
    }
    end = close + delimiter.length();
    return terminals.sconst();
  }

  private int operator() {
    if (start >= runEnd) {
      measureRun();
    }
    int stop = runEnd;
    if (lastUncommon < start && signs < stop) {
      stop = Math.max(signs, start + 1);
    }
    int size = stop - start;
    char first = text.charAt(start);
    if (size == 1 && SELF.indexOf(first) >= 0) {
      return character(first);
    }
    int special = size == 2 ? pair(first, text.charAt(start + 1)) : 0;
    if (special > 0) {
      return token(2, special);
    }
    if (size >= NAME_BYTES) {
      throw failure("operator too long", start, stop);
    }
    return token(size, terminals.op());
  }

  /// Looks at a run of operator characters once, since many tokens may come of it.
  private void measureRun() {
    lastUncommon = -1;
    signs = start;
    int at = start;
    do {
      char c = text.charAt(at);
      if (BEYOND_STANDARD.indexOf(c) >= 0) {
        lastUncommon = at;
      }
      at++;
      if (c != '+' && c != '-') {
        signs = at;
      }
    } while (at < length && OPERATOR.indexOf(text.charAt(at)) >= 0 && !beginsComment(at));
    runEnd = at;
  }

  private boolean beginsComment(int offset) {
    char c = text.charAt(offset);
    return (c == '-' && at(offset + 1) == '-') || (c == '/' && at(offset + 1) == '*');
  }

  private int pair(char first, char second) {
    return switch (first) {
      case '=' -> second == '>' ? terminals.equalsGreater() : 0;
      case '>' -> second == '=' ? terminals.greaterEquals() : 0;
      case '<' ->
          second == '=' ? terminals.lessEquals() : second == '>' ? terminals.notEquals() : 0;
      case '!' -> second == '=' ? terminals.notEquals() : 0;
      default -> 0;
    };
  }

  private boolean isSpace(char c) {
    return c == ' '
        || c == '\n'
        || c == '\t'
        || c == '\r'
        || c == '\f'
        || (verticalTabs && c == '\u000B');
  }

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }

  static int endOfName(int from, String text) {
    int at = from;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
