package dev.lockstep.parsers.mysql;

/// Is what came of parsing a text.
public sealed interface Parsing {

  /// Holds the tree of a statement that one of the grammars accepts.
  record Parsed(SyntaxNode statement) implements Parsing {}

  /// Says what is wrong with a text.
  ///
  /// *Units*: `offset` counts UTF-16 units from 0; it is the length of the text at its end.
  record Failed(String message, int offset) implements Parsing {}

  /// Says that a text has more parts than a tree may have.
  record TooLong() implements Parsing {}
}
