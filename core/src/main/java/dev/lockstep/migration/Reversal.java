package dev.lockstep.migration;

import dev.lockstep.source.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Says how a migration can be taken back.
public sealed interface Reversal {
  /// Somebody wrote it: an undo script or a rollback block.
  record Authored(@Nullable SourceLocation source) implements Reversal {}

  /// The engine derives it from the change itself.
  record Automatic() implements Reversal {}

  /// There is no way back.
  record None(String reason) implements Reversal {}
}
