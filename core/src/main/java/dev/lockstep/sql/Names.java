package dev.lockstep.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads names of objects as a product keeps them: without quotes, unquoted ones folded.
///
/// @param folding what becomes of the case of an unquoted name
record Names(Folding folding) {
  /// more than any product knows; keeps a hostile script from filling the memory
  private static final int MOST_PARTS = 8;

  /// Says in which case a product keeps an unquoted name.
  enum Folding {
    LOWER,
    UPPER,
    AS_WRITTEN
  }

  /// Passes over a name, qualified or not.
  static void skip(TokenCursor tokens) {
    new Names(Folding.AS_WRITTEN).read(tokens);
  }

  /// Reads a name, qualified or not; empty when there is none.
  List<String> read(TokenCursor tokens) {
    if (tokens.at("U", "&")) {
      // the Unicode escapes of U&"…" are not resolved here
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    while (tokens.peek(0).isName() && parts.size() < MOST_PARTS) {
      parts.add(plain(tokens.take()));
      if (!tokens.accept(".")) {
        return parts;
      }
    }
    return List.of();
  }

  private String plain(TokenCursor.Token token) {
    String text = token.text();
    if (token.kind() == TokenKind.QUOTED_NAME) {
      String quote = text.substring(text.length() - 1);
      return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
    return switch (folding) {
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case AS_WRITTEN -> text;
    };
  }
}
