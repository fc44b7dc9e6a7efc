package dev.lockstep.expression;

/// Is what came of reading or evaluating an expression.
public sealed interface Reading<T> {
  record Done<T>(T value) implements Reading<T> {}

  /// @param at the character that it is about, from 0
  record Refused<T>(String message, int at) implements Reading<T> {}
}
