package dev.lockstep.sql;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Set;

/// Walks over the tokens of a script, once and forwards; white space and comments are passed over.
///
/// *Shape*: after [#next] returned true, the other methods tell of the current token. Memory does
/// not grow with the text, and each character is looked at a bounded number of times.
///
/// *Errors*: `CHANGE_FILE` with line and column of the opening for anything that is not closed. A
/// lenient scanner takes the end of its range for the missing end instead.
final class Scanner {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// dumps mark a comment that no server shall run with this version
  private static final String NEVER_RUN = "999999";

  private final String text;
  private final int limit;
  private final Set<LexicalFeature> features;
  private final boolean lenient;
  private String delimiter = ";";
  private boolean backslashEscapes;
  private int position;
  private int start;
  private TokenKind kind = TokenKind.SYMBOL;
  private int codeDepth;
  private int codeOpening;

  private Scanner(String text, int from, int limit, Set<LexicalFeature> features, boolean lenient) {
    this.text = text;
    this.position = from;
    this.start = from;
    this.limit = limit;
    this.features = features;
    this.lenient = lenient;
    this.backslashEscapes = features.contains(LexicalFeature.BACKSLASH_ESCAPES);
  }

  /// Scans a whole script and insists that everything in it is closed.
  static Scanner ofScript(String script, Set<LexicalFeature> features) {
    return new Scanner(script, 0, script.length(), features, false);
  }

  /// Scans a part of a script again that [#ofScript] has passed.
  static Scanner ofPart(String script, int from, int to, Set<LexicalFeature> features) {
    return new Scanner(script, from, to, features, true);
  }

  /// Steps to the next token; false at the end.
  boolean next() {
    skipGap();
    start = position;
    if (position >= limit) {
      if (codeDepth > 0) {
        unterminated("comment with code", codeOpening);
      }
      return false;
    }
    kind = scanToken(text.charAt(position));
    return true;
  }

  TokenKind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return position;
  }

  String text() {
    return text.substring(start, position);
  }

  /// Tells whether the current token is this unquoted word, given in upper case.
  boolean isWord(String word) {
    return kind == TokenKind.WORD
        && position - start == word.length()
        && text.regionMatches(true, start, word, 0, word.length());
  }

  boolean isSymbol(char symbol) {
    return kind == TokenKind.SYMBOL && text.charAt(start) == symbol;
  }

  /// Tells whether the scanner stands within a comment that holds code.
  boolean insideCode() {
    return codeDepth > 0;
  }

  /// Goes on at another place, which must not lie before the current token.
  void skipTo(int offset) {
    position = offset;
  }

  /// Ends statements with another text from here on.
  void endStatementsWith(String newDelimiter) {
    delimiter = newDelimiter;
  }

  String delimiter() {
    return delimiter;
  }

  /// Switches backslash escapes in plain strings.
  void backslashEscapes(boolean on) {
    backslashEscapes = on;
  }

  /// Returns the offset of the line's end (before its terminator) that `offset` lies on.
  int endOfLine(int offset) {
    int end = offset;
    while (end < limit && !isLineBreak(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /// Tells whether only blanks stand before the current token on its line.
  boolean startsLine() {
    int before = start - 1;
    while (before >= 0 && isBlank(text.charAt(before))) {
      before--;
    }
    return before < 0
        || isLineBreak(text.charAt(before))
        || (before == 0 && text.charAt(0) == BYTE_ORDER_MARK);
  }

  private void skipGap() {
    while (position < limit) {
      char c = text.charAt(position);
      if (isSpace(c) || (c == BYTE_ORDER_MARK && position == 0)) {
        position++;
      } else if (atDelimiter()) {
        return;
      } else if (startsLineComment(c)) {
        position = endOfLine(position);
      } else if (c == '/' && peek(1) == '*' && !startsCode()) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private boolean startsLineComment(char c) {
    return switch (c) {
      case '-' -> peek(1) == '-' && (!has(LexicalFeature.SPACED_DASH_COMMENTS) || peek(2) <= ' ');
      case '#' -> has(LexicalFeature.HASH_COMMENTS);
      case '/' -> peek(1) == '/' && has(LexicalFeature.SLASH_COMMENTS);
      default -> false;
    };
  }

  private void skipComment() {
    int opening = position;
    boolean nested = has(LexicalFeature.NESTED_COMMENTS);
    int depth = 1;
    position += 2;
    while (depth > 0) {
      int star = text.indexOf('*', position, limit);
      if (star < 0) {
        unterminated("comment", opening);
        return;
      }
      if (nested && star > position && text.charAt(star - 1) == '/') {
        depth++;
        position = star + 1;
      } else if (star + 1 < limit && text.charAt(star + 1) == '/') {
        depth--;
        position = star + 2;
      } else {
        position = star + 1;
      }
    }
  }

  private boolean startsCode() {
    if (!has(LexicalFeature.EXECUTABLE_COMMENTS)) {
      return false;
    }
    int mark = peek(2) == 'M' ? 3 : 2;
    return peek(mark) == '!' && !text.startsWith(NEVER_RUN, position + mark + 1);
  }

  private TokenKind scanToken(char c) {
    if (atDelimiter()) {
      position += delimiter.length();
      return TokenKind.TERMINATOR;
    }
    if (isDigit(c)) {
      position = endOfNumber(position);
      return TokenKind.NUMBER;
    }
    if (startsWord(c)) {
      return scanWord();
    }
    return switch (c) {
      case '\'' -> quoted('\'', backslashEscapes, TokenKind.STRING, "string");
      case '"' -> doubleQuoted();
      case '`' -> backticked();
      case '[' -> bracketed();
      case '$' -> dollar();
      case '@' -> variable();
      case '/' -> peek(1) == '*' ? openCode() : symbol();
      case '*' -> codeDepth > 0 && peek(1) == '/' ? closeCode() : symbol();
      default -> symbol();
    };
  }

  private TokenKind symbol() {
    position++;
    return TokenKind.SYMBOL;
  }

  private TokenKind scanWord() {
    position = endOfWord(position + 1);
    if (startsUnicodeString()) {
      position++;
      return quoted('\'', false, TokenKind.STRING, "string");
    }
    if (position < limit && text.charAt(position) == '\'') {
      int length = position - start;
      char first = text.charAt(start);
      if (length == 1 && has(LexicalFeature.ESCAPE_STRINGS)) {
        switch (first) {
          case 'e', 'E' -> {
            return escapeString();
          }
          case 'b', 'B', 'x', 'X' -> {
            return quoted('\'', false, TokenKind.STRING, "string");
          }
          default -> {}
        }
      }
      if ((text.charAt(position - 1) | 0x20) == 'q'
          && (length == 1 || (length == 2 && (first | 0x20) == 'n'))
          && has(LexicalFeature.QUOTE_OPERATOR)) {
        return alternativeQuote();
      }
    }
    return TokenKind.WORD;
  }

  /// Tells whether the word just passed and what follows is `U&'`, which has no backslash escapes
  /// even where plain strings have them.
  private boolean startsUnicodeString() {
    return position - start == 1
        && (text.charAt(start) | 0x20) == 'u'
        && peek(0) == '&'
        && peek(1) == '\''
        && has(LexicalFeature.ESCAPE_STRINGS);
  }

  private TokenKind doubleQuoted() {
    return has(LexicalFeature.DOUBLE_QUOTED_STRINGS)
        ? quoted('"', backslashEscapes, TokenKind.STRING, "string")
        : quoted('"', false, TokenKind.QUOTED_NAME, "quoted name");
  }

  private TokenKind quoted(char quote, boolean escapes, TokenKind result, String what) {
    position = endOfQuoted(position + 1, quote, escapes, what);
    return result;
  }

  private TokenKind escapeString() {
    position = endOfQuoted(position + 1, '\'', true, "string");
    int next = continuation(position);
    while (next >= 0) {
      position = endOfQuoted(next + 1, '\'', true, "string");
      next = continuation(position);
    }
    return TokenKind.STRING;
  }

  /// Finds the quote that continues a string behind at least one line break, or returns -1.
  private int continuation(int from) {
    int at = from;
    boolean broken = false;
    while (at < limit) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        broken |= isLineBreak(c);
        at++;
      } else if (c == '-' && at + 1 < limit && text.charAt(at + 1) == '-') {
        at = endOfLine(at);
      } else {
        return broken && c == '\'' ? at : -1;
      }
    }
    return -1;
  }

  /// Returns the offset behind the closing quote; a doubled quote does not close.
  private int endOfQuoted(int from, char quote, boolean escapes, String what) {
    int at = from;
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '\\' && escapes) {
        at += 2;
      } else if (c != quote) {
        at++;
      } else if (at + 1 < limit && text.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return unterminated(what, start);
  }

  private TokenKind backticked() {
    return has(LexicalFeature.BACKTICK_NAMES)
        ? quoted('`', false, TokenKind.QUOTED_NAME, "quoted name")
        : symbol();
  }

  private TokenKind bracketed() {
    if (has(LexicalFeature.DOUBLED_BRACKET_NAMES)) {
      return quoted(']', false, TokenKind.QUOTED_NAME, "quoted name");
    }
    if (!has(LexicalFeature.BRACKET_NAMES)) {
      return symbol();
    }
    int close = text.indexOf(']', position + 1, limit);
    position = close < 0 ? unterminated("quoted name", start) : close + 1;
    return TokenKind.QUOTED_NAME;
  }

  private TokenKind alternativeQuote() {
    if (position + 1 >= limit) {
      position = unterminated("string", start);
      return TokenKind.STRING;
    }
    char open = text.charAt(position + 1);
    char close =
        switch (open) {
          case '[' -> ']';
          case '(' -> ')';
          case '{' -> '}';
          case '<' -> '>';
          default -> open;
        };
    int end = text.indexOf(close + "'", position + 2, limit);
    position = end < 0 ? unterminated("string", start) : end + 2;
    return TokenKind.STRING;
  }

  private TokenKind dollar() {
    if (has(LexicalFeature.PLAIN_DOLLAR_QUOTES) && peek(1) == '$') {
      return dollarQuoted("$$");
    }
    if (!has(LexicalFeature.TAGGED_DOLLAR_QUOTES)) {
      return symbol();
    }
    if (isDigit(peek(1))) {
      position++;
      while (isDigit(peek(0))) {
        position++;
      }
      return TokenKind.PARAMETER;
    }
    int end = position + 1;
    while (end < limit && isTagPart(text.charAt(end))) {
      end++;
    }
    return end < limit && text.charAt(end) == '$'
        ? dollarQuoted(text.substring(position, end + 1))
        : symbol();
  }

  private TokenKind dollarQuoted(String tag) {
    int close = text.indexOf(tag, position + tag.length(), limit);
    position = close < 0 ? unterminated("dollar quote", start) : close + tag.length();
    return TokenKind.STRING;
  }

  private TokenKind variable() {
    if (!has(LexicalFeature.AT_VARIABLES)) {
      return symbol();
    }
    position++;
    while (peek(0) == '@') {
      position++;
    }
    position = endOfWord(position);
    return position - start == 1 ? TokenKind.SYMBOL : TokenKind.PARAMETER;
  }

  private TokenKind openCode() {
    if (codeDepth == 0) {
      codeOpening = position;
    }
    codeDepth++;
    position += peek(2) == 'M' ? 4 : 3;
    while (isDigit(peek(0))) {
      position++;
    }
    return TokenKind.CODE_MARK;
  }

  private TokenKind closeCode() {
    codeDepth--;
    position += 2;
    return TokenKind.CODE_MARK;
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < limit && isWordPart(text.charAt(at)) && !delimiterAt(at)) {
      at++;
    }
    return at;
  }

  private int endOfNumber(int from) {
    int at = from;
    while (at < limit && isTagPart(text.charAt(at)) && !delimiterAt(at)) {
      at++;
    }
    return at;
  }

  private boolean atDelimiter() {
    return delimiterAt(position);
  }

  private boolean delimiterAt(int offset) {
    return text.charAt(offset) == delimiter.charAt(0)
        && offset + delimiter.length() <= limit
        && text.startsWith(delimiter, offset);
  }

  private boolean startsWord(char c) {
    return isLetter(c) || (c == '#' && has(LexicalFeature.HASH_LETTERS));
  }

  private boolean isWordPart(char c) {
    return isTagPart(c) || c == '$' || (c == '#' && has(LexicalFeature.HASH_LETTERS));
  }

  private static boolean isTagPart(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isSpace(char c) {
    return isBlank(c) || isLineBreak(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\u000B';
  }

  static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /// Returns a character ahead; NUL behind the end.
  private char peek(int ahead) {
    return position + ahead < limit ? text.charAt(position + ahead) : '\0';
  }

  private boolean has(LexicalFeature feature) {
    return features.contains(feature);
  }

  private int unterminated(String what, int opening) {
    position = limit;
    if (lenient) {
      return limit;
    }
    Position at = new Lines(text).at(opening);
    throw new LockstepException(
        ErrorCode.CHANGE_FILE,
        "The %s that begins at line %d, column %d is never closed."
            .formatted(what, at.line(), at.column()),
        "Close it, or remove its opening.",
        at.line(),
        at.column());
  }
}
