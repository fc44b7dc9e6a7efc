package dev.lockstep.rego.syntax;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/// Keeps what a reader found tokens to be that look alike, by their numbers.
final class Marks {
  private final Map<Mark, BitSet> found = new EnumMap<>(Mark.class);

  Marks() {
    for (Mark mark : Mark.values()) {
      found.put(mark, new BitSet());
    }
  }

  /// Says what a token is.
  enum Mark {
    /// Begins an import.
    IMPORT,
    /// Begins a rule.
    RULE,
    /// Begins what counts when the rule before it does not.
    ELSE,
    /// Leads to the body of a rule.
    IF,
    /// Is the brace around a body.
    BODY,
    /// Begins a statement.
    STATEMENT,
    /// Divides a comprehension.
    BAR,
    /// Is the parenthesis around arguments.
    CALL,
    /// Leads into a value: a dot or bracket.
    WAY,
    /// Belongs to a number.
    MINUS,
    /// Leads to the value of a rule.
    MAKES,
    /// Begins what has another value in a statement.
    WITH
  }

  void set(Mark mark, int token) {
    of(mark).set(token);
  }

  boolean is(Mark mark, int token) {
    return of(mark).get(token);
  }

  /// Forgets what was found from a token on.
  void forget(int token) {
    for (BitSet set : found.values()) {
      if (set.length() > token) {
        set.clear(token, set.length());
      }
    }
  }

  /// Returns what was found from a token to another, counted from the first.
  Map<Mark, BitSet> between(int from, int to) {
    Map<Mark, BitSet> between = new EnumMap<>(Mark.class);
    found.forEach((mark, tokens) -> {
      BitSet part = tokens.get(from, to);
      if (!part.isEmpty()) {
        between.put(mark, part);
      }
    });
    return between;
  }

  private BitSet of(Mark mark) {
    return java.util.Objects.requireNonNull(found.get(mark));
  }
}
