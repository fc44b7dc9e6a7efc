package dev.lockstep.dialects.target;

import dev.lockstep.sql.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at a target to learn what became of a statement whose end nobody saw.
public interface Probe {
  /// Tells whether a statement took effect.
  Verdict look(SqlStatement statement);

  /// Returns statements that clear away what a broken earlier try left behind, to run before the
  /// statement itself; empty when nothing is in the way.
  default List<String> leftovers(SqlStatement statement) {
    return List.of();
  }

  /// Tells whether a session of a dead run still works in the server.
  ///
  /// @param backendStarted as the server wrote it when the session began; null when it does not
  ///   tell
  default boolean working(long backendId, @Nullable String backendStarted) {
    return false;
  }

  /// Says what a look at the target proved.
  enum Verdict {
    DONE,
    NOT_DONE,
    /// Nothing in the target tells.
    UNKNOWN
  }
}
