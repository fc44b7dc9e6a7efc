package dev.lockstep.engines.liquibase.bridge;

import java.util.List;

/// Is what would take a changeset back.
///
/// @param reason why it cannot be taken back, or only by Liquibase; empty for `DIRECT`
public record BackwardSql(Route route, List<SqlText> statements, String reason, boolean reusable) {
  public BackwardSql {
    statements = List.copyOf(statements);
  }

  /// Says what can be done.
  public enum Route {
    DIRECT,
    ENGINE,
    IMPOSSIBLE
  }
}
