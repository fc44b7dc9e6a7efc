package dev.lockstep.sql;

import java.util.Set;

/// Tells what a statement is from its tokens, once for each product.
interface Classifier {
  /// Reads the statement from its first token on; need not read all of it.
  Classification classify(TokenCursor tokens);

  /// Is what [SqlStatement] says of its content.
  record Classification(String kind, Set<StatementTrait> traits) {}
}
