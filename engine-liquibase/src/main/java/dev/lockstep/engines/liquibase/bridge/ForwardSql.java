package dev.lockstep.engines.liquibase.bridge;

import java.util.List;

/// Is what a changeset would do now.
///
/// @param reason why it takes this route, in words; empty for `DIRECT`
/// @param reusable whether the text holds for other databases of the same server version
public record ForwardSql(Route route, List<SqlText> statements, String reason, boolean reusable) {
  public ForwardSql {
    statements = List.copyOf(statements);
  }

  /// Says what becomes of the changeset.
  public enum Route {
    /// The statements are all there is to it.
    DIRECT,
    /// Only Liquibase can run it.
    ENGINE,
    /// It is recorded as ran without running.
    MARK_RAN,
    /// It is passed over this time and not recorded.
    SKIP,
    /// It must not run: it is invalid, or its precondition says halt.
    REFUSED
  }
}
