package dev.lockstep.sql;

/// Names one way in which the products' lexical rules differ.
enum LexicalFeature {
  /// `$tag$ … $tag$` is a string and `$1` a parameter (PostgreSQL).
  TAGGED_DOLLAR_QUOTES,
  /// `$$ … $$` is a string (H2).
  PLAIN_DOLLAR_QUOTES,
  /// `/* /* */ */` is one comment.
  NESTED_COMMENTS,
  /// `E'…'` knows backslash escapes, and a string goes on behind a line break (PostgreSQL).
  ESCAPE_STRINGS,
  /// `'…'` and `"…"` know backslash escapes from the start (MySQL).
  BACKSLASH_ESCAPES,
  /// `#` begins a comment.
  HASH_COMMENTS,
  /// `//` begins a comment (H2).
  SLASH_COMMENTS,
  /// `--` begins a comment only before white space (MySQL).
  SPACED_DASH_COMMENTS,
  /// `/*! … */` and `/*M! … */` hold code (MySQL, MariaDB).
  EXECUTABLE_COMMENTS,
  /// `"…"` is a string, not a name (MySQL).
  DOUBLE_QUOTED_STRINGS,
  /// `` `…` `` is a name.
  BACKTICK_NAMES,
  /// `[…]` is a name and has no escape (SQLite).
  BRACKET_NAMES,
  /// `[…]` is a name in which `]]` stands for `]` (SQL Server).
  DOUBLED_BRACKET_NAMES,
  /// `@name` is one token.
  AT_VARIABLES,
  /// `#` is a letter (SQL Server, Oracle).
  HASH_LETTERS,
  /// `q'[…]'` is a string (Oracle).
  QUOTE_OPERATOR
}
