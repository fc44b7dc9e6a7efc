package dev.lockstep.parsers.mysql;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Ends a parse with what is wrong, at the first thing that is.
final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 80;
  private static final int TOO_LONG = -1;

  private final int offset;

  private Complaint(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /// Ends the reading of a text that would take too much memory.
  static Complaint tooLong() {
    return new Complaint("too long", TOO_LONG);
  }

  boolean isTooLong() {
    return offset == TOO_LONG;
  }

  Parsing result() {
    return isTooLong()
        ? new Parsing.TooLong()
        : new Parsing.Failed(String.valueOf(getMessage()), offset);
  }

  static Complaint of(String message, int offset) {
    return new Complaint(message, offset);
  }

  /// Complains as a server does, of a token or of the end.
  static Complaint near(@Nullable Token token, String text) {
    if (token == null || token.getType() == Token.EOF || token.getStartIndex() >= text.length()) {
      return new Complaint("syntax error at end of input", text.length());
    }
    int start = token.getStartIndex();
    return near(text, start, Math.max(start, token.getStopIndex()) + 1);
  }

  static Complaint near(String text, int start, int end) {
    String word = text.substring(start, Math.min(end, start + LONGEST));
    return new Complaint("syntax error at or near \"%s\"".formatted(word), start);
  }

  /// Stops a lexer at a character that begins no token.
  static BaseErrorListener ofLexer(String text) {
    return new BaseErrorListener() {
      @Override
      public void syntaxError(
          Recognizer<?, ?> lexer,
          @Nullable Object symbol,
          int line,
          int column,
          String message,
          @Nullable RecognitionException failure) {
        int start = failure instanceof LexerNoViableAltException at ? at.getStartIndex() : 0;
        throw start < text.length()
            ? near(text, start, text.length())
            : of("syntax error at end of input", text.length());
      }
    };
  }

  /// Stops a parser at the token that fits nowhere.
  static BailErrorStrategy ofParser(String text) {
    return new BailErrorStrategy() {
      @Override
      public void recover(Parser parser, RecognitionException failure) {
        throw near(failure.getOffendingToken(), text);
      }

      @Override
      public Token recoverInline(Parser parser) {
        throw near(parser.getCurrentToken(), text);
      }
    };
  }
}
