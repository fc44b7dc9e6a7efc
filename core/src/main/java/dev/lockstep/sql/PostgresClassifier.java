package dev.lockstep.sql;

import java.util.Set;

/// Classifies statements of PostgreSQL.
final class PostgresClassifier implements Classifier {
  @Override
  public Classification classify(TokenCursor tokens) {
    return new Classification(tokens.peek(0).word(), Set.of());
  }
}
