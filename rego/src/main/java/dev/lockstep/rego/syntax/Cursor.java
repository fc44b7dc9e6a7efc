package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.Token.Kind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Goes through tokens, and can go back.
final class Cursor {
  private static final Set<String> KEYWORDS =
      Set.of(
          "package", "import", "as", "default", "else", "not", "some", "with", "null", "true",
          "false");
  private static final int DEEPEST = 1_000;

  private final List<Token> tokens;
  private final Set<String> optional;
  private final int[] wildcards;
  private final Marks marks = new Marks();
  private int at;
  private int depth;

  Cursor(List<Token> tokens) {
    this(tokens, new HashSet<>(), new int[1]);
  }

  private Cursor(List<Token> tokens, Set<String> optional, int[] wildcards) {
    this.tokens = tokens;
    this.optional = optional;
    this.wildcards = wildcards;
  }

  /// Returns one for tokens inside a token.
  Cursor inside(List<Token> inner) {
    return new Cursor(inner, optional, wildcards);
  }

  /// Makes words that other versions take for names keywords.
  void know(Set<String> words) {
    optional.addAll(words);
  }

  boolean knows(String word) {
    return optional.contains(word);
  }

  Token token() {
    return tokens.get(at);
  }

  Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  int position() {
    return at;
  }

  void goBack(int position) {
    at = position;
    marks.forget(position);
  }

  /// Goes on behind something that was read before, with what its tokens were found to be.
  void goOn(int position, int start, Map<Mark, BitSet> found) {
    at = position;
    found.forEach(
        (mark, tokens) -> tokens.stream().forEach(token -> marks.set(mark, start + token)));
  }

  /// Notes what the next token is.
  void mark(Mark mark) {
    marks.set(mark, at);
  }

  /// Takes a sign and notes what it is, if it comes.
  boolean accept(String sign, Mark mark) {
    boolean there = is(sign);
    if (there) {
      mark(mark);
      take();
    }
    return there;
  }

  List<Token> tokens() {
    return tokens;
  }

  Marks marks() {
    return marks;
  }

  boolean isAtEnd() {
    return token().kind() == Kind.END;
  }

  boolean is(String sign) {
    return token().is(sign);
  }

  /// Tells whether a keyword comes, one of those that are known here.
  boolean isKeyword(String word) {
    return token().isName(word) && isReserved(word) && !leadsOn();
  }

  boolean isName() {
    return token().kind() == Kind.NAME && (!isReserved(token().text()) || leadsOn());
  }

  private boolean isReserved(String word) {
    return KEYWORDS.contains(word) || optional.contains(word);
  }

  /// Where a way begins, a keyword is a name like others.
  private boolean leadsOn() {
    Token next = following();
    return !next.spaced() && (next.is(".") || next.is("["));
  }

  boolean accept(String sign) {
    boolean there = is(sign);
    if (there) {
      take();
    }
    return there;
  }

  boolean acceptKeyword(String word) {
    boolean there = isKeyword(word);
    if (there) {
      take();
    }
    return there;
  }

  void require(String sign) {
    if (!accept(sign)) {
      throw unexpected("expected " + sign);
    }
  }

  void require(String sign, Mark mark) {
    if (!accept(sign, mark)) {
      throw unexpected("expected " + sign);
    }
  }

  RegoFaults unexpected(String hint) {
    Token token = token();
    String what =
        switch (token.kind()) {
          case END -> "unexpected eof token";
          case NAME ->
              isReserved(token.text())
                  ? "unexpected " + token.text() + " keyword"
                  : "unexpected identifier token";
          case NUMBER -> "unexpected number token";
          case STRING, TEMPLATE -> "unexpected string token";
          case SIGN -> "unexpected " + token.text() + " token";
        };
    return new RegoFaults(Fault.PARSE, hint.isEmpty() ? what : what + ": " + hint, token.place());
  }

  RegoFaults wrong(String message, Place place) {
    return new RegoFaults(Fault.PARSE, message, place);
  }

  String wildcard() {
    return "_$" + wildcards[0]++;
  }

  /// Counts a level of nesting.
  void enter() {
    if (++depth > DEEPEST) {
      throw wrong("max parsing recursion depth exceeded", token().place());
    }
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  /// Leaves levels that a reading that failed has entered.
  void rise(int to) {
    depth = to;
  }
}
