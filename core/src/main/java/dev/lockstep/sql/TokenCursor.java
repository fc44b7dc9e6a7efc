package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads one statement's tokens with a short look ahead.
///
/// *Shape*: marks of comments that hold code are left out, so `/*!50003 CREATE */ TRIGGER` reads as
/// two words. Behind the end there is an endless row of empty tokens.
final class TokenCursor {
  /// No keyword is longer, and to fold a long word can take the square of its length.
  private static final int LONGEST = 64;

  private static final Token END = new Token(TokenKind.END, "", "");

  private final String source;
  private final int from;
  private final int to;
  private final Set<LexicalFeature> features;
  private final Scanner scanner;
  private final List<Token> ahead = new ArrayList<>();

  TokenCursor(String text, int from, int to, Set<LexicalFeature> features) {
    this.source = text;
    this.from = from;
    this.to = to;
    this.features = features;
    this.scanner = Scanner.ofPart(text, from, to, features);
  }

  /// Is one token; `word` is its text in upper case when it is an unquoted word, else empty.
  record Token(TokenKind kind, String text, String word) {
    boolean is(String wordOrSymbol) {
      return kind == TokenKind.WORD
          ? word.equals(wordOrSymbol)
          : kind == TokenKind.SYMBOL && text.equals(wordOrSymbol);
    }

    boolean isName() {
      return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME;
    }
  }

  boolean atEnd() {
    return peek(0).kind() == TokenKind.END;
  }

  Token peek(int distance) {
    while (ahead.size() <= distance) {
      ahead.add(read());
    }
    return ahead.get(distance);
  }

  Token take() {
    Token token = peek(0);
    if (token.kind() != TokenKind.END) {
      ahead.removeFirst();
    }
    return token;
  }

  /// Returns a cursor at the statement's first token again.
  TokenCursor restart() {
    return new TokenCursor(source, from, to, features);
  }

  /// Tells whether the next tokens are exactly these words or symbols.
  boolean at(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /// Takes the next tokens when they are exactly these words or symbols.
  boolean accept(String... words) {
    boolean found = at(words);
    for (int i = 0; found && i < words.length; i++) {
      take();
    }
    return found;
  }

  /// Takes the next token when it is this word, and notes it.
  boolean acceptAndNote(String word, Modifier modifier, Set<Modifier> noted) {
    boolean found = accept(word);
    if (found) {
      noted.add(modifier);
    }
    return found;
  }

  /// Skips to behind the next of these words outside parentheses; false when there is none.
  boolean skipBehind(String word) {
    int depth = 0;
    while (!atEnd()) {
      Token token = take();
      if (depth == 0 && token.is(word)) {
        return true;
      }
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
    }
    return false;
  }

  private Token read() {
    while (scanner.next()) {
      TokenKind kind = scanner.kind();
      switch (kind) {
        case CODE_MARK -> {}
        case WORD -> {
          String text = scanner.text();
          return new Token(
              kind, text, text.length() > LONGEST ? "" : text.toUpperCase(Locale.ROOT));
        }
        case QUOTED_NAME, STRING, NUMBER, PARAMETER, SYMBOL, TERMINATOR, END -> {
          return new Token(kind, scanner.text(), "");
        }
      }
    }
    return END;
  }
}
