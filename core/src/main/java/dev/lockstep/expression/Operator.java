package dev.lockstep.expression;

/// Is what joins two values, or changes one.
public enum Operator {
  OR,
  AND,
  /// Gives the right one where the left one is nothing.
  ELSE,
  EQUAL,
  UNEQUAL,
  LESS,
  AT_MOST,
  MORE,
  AT_LEAST,
  /// The left one is in the right one, or fits it as a regular expression.
  MATCHES,
  MATCHES_NOT,
  STARTS_WITH,
  ENDS_WITH,
  PLUS,
  MINUS,
  TIMES,
  BY,
  MODULO,
  NOT,
  NEGATIVE,
  EMPTY,
  SIZE
}
