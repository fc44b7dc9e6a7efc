package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Token.Kind;
import dev.lockstep.rego.syntax.Token.TemplatePiece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Divides a policy into tokens.
final class Lexer {
  private static final List<String> SIGNS =
      List.of(
          ":=", "==", "!=", "<=", ">=", "{", "}", "[", "]", "(", ")", ",", ";", ":", ".", "=", "<",
          ">", "+", "-", "*", "/", "%", "|", "&");

  private final String file;
  private final String text;
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int row = 1;
  private int lineStart;

  Lexer(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// Is a comment without its `#`.
  record Comment(Place place, String text) {}

  List<Comment> comments() {
    return comments;
  }

  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Place place(int position) {
    return new Place(file, row, position - lineStart + 1);
  }

  private RegoFaults wrong(String message, int position) {
    return new RegoFaults(Fault.PARSE, message, place(position));
  }

  private Token next() {
    int before = at;
    int rowBefore = row;
    skip();
    boolean spaced = at > before || at == 0;
    boolean newLine = row > rowBefore;
    int start = at;
    if (at >= text.length()) {
      return new Token(Kind.END, "", "", place(at), spaced, newLine, null);
    }
    Place place = place(start);
    char c = text.charAt(at);
    Kind kind = kind(c, spaced);
    @Nullable List<TemplatePiece> pieces = null;
    String read =
        switch (kind) {
          case NAME -> name();
          case NUMBER -> number();
          case STRING -> c == '"' ? string() : raw();
          case TEMPLATE -> {
            int outside = comments.size();
            pieces = template();
            // What stands in a text is a part of it.
            comments.subList(outside, comments.size()).clear();
            yield "";
          }
          case SIGN, END -> sign();
        };
    return new Token(kind, read, text.substring(start, at), place, spaced, newLine, pieces);
  }

  private Kind kind(char c, boolean spaced) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (c == '_' || isLetter(c)) {
      return Kind.NAME;
    }
    if (isDigit(c) || (c == '.' && spaced && isDigit(next))) {
      return Kind.NUMBER;
    }
    if (c == '"' || c == '`') {
      return Kind.STRING;
    }
    return c == '$' && (next == '"' || next == '`') ? Kind.TEMPLATE : Kind.SIGN;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return sign;
      }
    }
    throw wrong("illegal token", at);
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        newLine();
      } else if (c == '#') {
        int start = at;
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
        comments.add(new Comment(place(start), text.substring(start + 1, at).stripTrailing()));
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void newLine() {
    at++;
    row++;
    lineStart = at;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || isLetter(c) || isDigit(c);
  }

  private String number() {
    int start = at;
    int digits = at;
    digits();
    if (at - digits > 1 && text.charAt(digits) == '0') {
      throw wrong("illegal number format: expected number", start);
    }
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        throw wrong("illegal number format: exponent has no digits", start);
      }
      digits();
    }
    if (at < text.length() && (isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
      throw wrong("illegal number format", start);
    }
    return text.substring(start, at);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private String string() {
    int start = at++;
    StringBuilder built = new StringBuilder();
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        throw wrong("non-terminated string", start);
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return built.toString();
      }
      built.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        try {
          char unit = (char) Integer.parseInt(text, at, Math.min(at + 4, text.length()), 16);
          at += 4;
          yield unit;
        } catch (NumberFormatException e) {
          throw wrong("illegal escape sequence in string", at - 2);
        }
      }
      default -> throw wrong("illegal escape sequence in string", at - 2);
    };
  }

  private String raw() {
    int start = at++;
    StringBuilder built = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '`') {
      built.append(text.charAt(at));
      advance();
    }
    if (at >= text.length()) {
      throw wrong("non-terminated string", start);
    }
    at++;
    return built.toString().replace("\r", "");
  }

  private void advance() {
    if (text.charAt(at) == '\n') {
      newLine();
    } else {
      at++;
    }
  }

  private List<TemplatePiece> template() {
    int start = at++;
    char quote = text.charAt(at++);
    List<TemplatePiece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    while (true) {
      if (at >= text.length() || (quote == '"' && text.charAt(at) == '\n')) {
        throw wrong("non-terminated string", start);
      }
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        pieces.add(new TemplatePiece(plain.toString(), null));
        return pieces;
      }
      if (c == '{') {
        at++;
        pieces.add(new TemplatePiece(plain.toString(), null));
        plain.setLength(0);
        pieces.add(new TemplatePiece("", inside(start)));
      } else if (c == '\\' && at + 1 < text.length() && "{}".indexOf(text.charAt(at + 1)) >= 0) {
        plain.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '\\' && quote == '"') {
        at++;
        plain.append(escaped());
      } else {
        plain.append(c);
        advance();
      }
    }
  }

  /// Takes the tokens up to the brace that ends an expression.
  private List<Token> inside(int start) {
    List<Token> tokens = new ArrayList<>();
    int open = 0;
    while (true) {
      Token token = next();
      if (token.kind() == Kind.END) {
        throw wrong("non-terminated string", start);
      }
      if (token.is("}") && open-- == 0) {
        tokens.add(new Token(Kind.END, "", "", token.place(), true, false, null));
        return tokens;
      }
      open += token.is("{") ? 1 : 0;
      tokens.add(token);
    }
  }
}
