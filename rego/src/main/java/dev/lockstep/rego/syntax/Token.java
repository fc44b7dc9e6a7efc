package dev.lockstep.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a word, number, text or sign.
///
/// @param text as it is written; of a string what it stands for
/// @param source as it is written, of strings too
/// @param spaced whether something that is no token stands before it
/// @param newLine whether a line ends before it
/// @param pieces of a text with expressions in it
record Token(
    Kind kind,
    String text,
    String source,
    Place place,
    boolean spaced,
    boolean newLine,
    @Nullable List<TemplatePiece> pieces) {

  enum Kind {
    NAME,
    NUMBER,
    STRING,
    TEMPLATE,
    SIGN,
    END
  }

  /// Is a piece of a text with expressions in it.
  ///
  /// @param tokens null for plain text
  record TemplatePiece(String text, @Nullable List<Token> tokens) {}

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /// Returns what to call it in a message.
  String described() {
    return switch (kind) {
      case NAME -> text.length() > 40 ? "name" : text;
      case NUMBER -> "number";
      case STRING, TEMPLATE -> "string";
      case SIGN -> text;
      case END -> "end of file";
    };
  }
}
