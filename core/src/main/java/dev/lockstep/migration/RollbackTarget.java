package dev.lockstep.migration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Says how far back a rollback goes.
public sealed interface RollbackTarget {
  /// Takes back the last so many applied migrations.
  record Count(int count) implements RollbackTarget {}

  /// Takes back everything applied after the engine's own tag of that name.
  record Tag(String tag) implements RollbackTarget {}

  /// Takes back everything applied later than this instant.
  record Date(Instant instant) implements RollbackTarget {}

  /// Takes back everything above this version, so that it is the last one applied.
  record Version(String version) implements RollbackTarget {}

  /// Takes back everything behind a position that [Assessment#position()] once returned.
  ///
  /// @param position null stands for the empty history
  record Position(@Nullable String position) implements RollbackTarget {}
}
