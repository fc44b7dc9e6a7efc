package dev.lockstep.deploy;

import dev.lockstep.migration.Migration;
import java.util.List;
import java.util.Map;

/// Finds a way back for changes whose authors wrote none.
public interface WayBack {
  /// Knows none.
  WayBack NONE = (_, _) -> Map.of();

  /// Looks for ways, by the migrations' ids; one for which there is none is left out.
  ///
  /// @param wanted in any order
  Map<String, Way> find(Work work, List<Migration> wanted);

  /// Is one way back.
  ///
  /// @param losses what it loses for good, in words
  /// @param missing what the change itself had lost, and the way does not bring back, in words
  record Way(List<String> statements, List<String> losses, List<String> missing) {
    public Way {
      statements = List.copyOf(statements);
      losses = List.copyOf(losses);
      missing = List.copyOf(missing);
    }
  }
}
