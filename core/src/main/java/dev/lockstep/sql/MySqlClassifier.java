package dev.lockstep.sql;

import java.util.Set;

/// Classifies statements of MySQL and MariaDB.
final class MySqlClassifier implements Classifier {
  @Override
  public Classification classify(TokenCursor tokens) {
    return new Classification(tokens.peek(0).word(), Set.of());
  }
}
