package dev.lockstep.statement;

/// Is what came of reading a statement.
public sealed interface Reading {

  /// Holds a statement that the grammar of the database accepts.
  record Understood(ParsedStatement statement) implements Reading {}

  /// Says that a statement is too long to be read in the memory that there is for one.
  record TooLong() implements Reading {}

  /// Says why a statement is none in this database.
  ///
  /// @param message in the words of the database where its own grammar was asked
  /// @param offset where in the statement's text; its length at its end
  record NotUnderstood(String message, int offset) implements Reading {
    /// Is what can be said of a text that is put together while something runs.
    public static final NotUnderstood BEFORE_IT_RUNS =
        new NotUnderstood("this statement is known only when it runs", 0);
  }
}
