package dev.lockstep.sql;

/// Says what a token is, as far as splitting and classifying need to know.
enum TokenKind {
  /// An unquoted name or a keyword.
  WORD,
  /// A name in quotes.
  QUOTED_NAME,
  STRING,
  NUMBER,
  /// `$1` or `@name`.
  PARAMETER,
  /// One character of anything else.
  SYMBOL,
  /// What ends a statement.
  TERMINATOR,
  /// The opening or the end of a comment that holds code.
  CODE_MARK,
  /// Nothing: the text is over.
  END
}
