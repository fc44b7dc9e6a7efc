package dev.lockstep.migration;

import dev.lockstep.source.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says how a migration can be taken back.
public sealed interface Reversal {
  /// Somebody wrote it: an undo script or a rollback block.
  record Authored(@Nullable SourceLocation source) implements Reversal {}

  /// The engine derives it from the change itself.
  record Automatic() implements Reversal {}

  /// The engine has recorded the state before, and plans the way there, as every way, from what the
  /// target holds.
  record Recorded() implements Reversal {}

  /// Lockstep derives it by comparing the schema before and after.
  ///
  /// @param missing what it does not bring back, in words
  record Derived(List<String> missing) implements Reversal {
    public Derived {
      missing = List.copyOf(missing);
    }
  }

  /// There is no way back.
  record None(String reason) implements Reversal {}
}
