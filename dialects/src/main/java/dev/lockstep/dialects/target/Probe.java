package dev.lockstep.dialects.target;

import dev.lockstep.sql.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at a target to learn what became of a statement whose end nobody saw.
public interface Probe {
  /// Tells whether a statement took effect.
  Verdict look(SqlStatement statement);

  /// Returns what a broken try of a statement left behind, to be cleared away before the statement
  /// is run again; empty when nothing is in the way.
  default List<Leftover> leftovers(SqlStatement statement) {
    return List.of();
  }

  /// Tells whether a session of a dead run still works in the server.
  ///
  /// @param backendStarted as the server wrote it when the session began; null when it does not
  ///   tell
  default boolean working(long backendId, @Nullable String backendStarted) {
    return false;
  }

  /// Is something that a broken statement left behind.
  ///
  /// @param what as a noun
  /// @param clearing the statement that takes it away
  record Leftover(String what, String clearing) {}

  /// Says what a look at the target proved.
  enum Verdict {
    DONE,
    NOT_DONE,
    /// Nothing in the target tells.
    UNKNOWN
  }
}
