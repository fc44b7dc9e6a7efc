package dev.lockstep.sql;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/// Reads one statement's tokens with a short look ahead.
///
/// *Shape*: marks of comments that hold code are left out, so `/*!50003 CREATE */ TRIGGER` reads as
/// two words. Behind the end there is an endless row of empty tokens.
final class TokenCursor {
  private static final Token END = new Token(TokenKind.END, "", "");

  private final Scanner scanner;
  private final ArrayDeque<Token> ahead = new ArrayDeque<>();

  TokenCursor(String text, int from, int to, Set<LexicalFeature> features) {
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
      ahead.addLast(read());
    }
    Iterator<Token> tokens = ahead.iterator();
    Token token = tokens.next();
    for (int i = 0; i < distance; i++) {
      token = tokens.next();
    }
    return token;
  }

  Token take() {
    Token token = peek(0);
    if (token.kind() != TokenKind.END) {
      ahead.removeFirst();
    }
    return token;
  }

  /// Takes the next tokens when they are exactly these words or symbols.
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    for (int i = 0; i < words.length; i++) {
      take();
    }
    return true;
  }

  private Token read() {
    while (scanner.next()) {
      TokenKind kind = scanner.kind();
      switch (kind) {
        case CODE_MARK -> {}
        case WORD -> {
          String text = scanner.text();
          return new Token(kind, text, text.toUpperCase(Locale.ROOT));
        }
        case QUOTED_NAME, STRING, NUMBER, PARAMETER, SYMBOL, TERMINATOR, END -> {
          return new Token(kind, scanner.text(), "");
        }
      }
    }
    return END;
  }
}
