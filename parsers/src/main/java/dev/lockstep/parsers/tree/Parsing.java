package dev.lockstep.parsers.tree;

/// Is what came of parsing a text.
public sealed interface Parsing {

  /// Holds the tree of a text that the grammar accepts.
  record Parsed(SyntaxTree tree) implements Parsing {}

  /// Says what is wrong with a text.
  ///
  /// *Shape*: `message` is the server's own, for example `syntax error at or near "NUL"`.
  ///
  /// *Units*: `offset` counts UTF-16 units from 0; it is the length of the text at its end.
  record Failed(String message, int offset) implements Parsing {}

  /// Says that a text has more parts than a tree may have.
  record TooLong() implements Parsing {}
}
