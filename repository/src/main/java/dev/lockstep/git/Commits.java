package dev.lockstep.git;

import java.time.Instant;
import java.util.List;

/// Lists commits, newest first.
///
/// @param more whether the list was cut at its limit
public record Commits(List<Commit> list, boolean more) {
  public Commits {
    list = List.copyOf(list);
  }

  /// Is one commit.
  ///
  /// @param id the full object id
  /// @param at when it was committed
  /// @param subject the first line of its message
  public record Commit(String id, Instant at, String author, String subject) {
    /// Returns the first seven digits of the id.
    public String shortId() {
      return id.substring(0, 7);
    }
  }
}
