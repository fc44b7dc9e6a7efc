package dev.lockstep.migration;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says how far back a rollback goes.
public sealed interface RollbackTarget {
  /// How many tags a message names.
  int MOST_NAMED = 20;

  /// Takes back the last so many applied migrations.
  record Count(int count) implements RollbackTarget {
    /// Returns the refusal of a count that is higher than what is applied.
    public LockstepException tooHigh(int applied) {
      return new LockstepException(
          ErrorCode.USAGE,
          applied == 0
              ? "Nothing is applied that a count could take back."
              : "A count of %d is too high: only %d %s applied."
                  .formatted(count, applied, applied == 1 ? "change is" : "changes are"),
          applied == 0
              ? "lockstep status shows where each instance stands."
              : "Say --count %d to take all of it back; lockstep history --changes lists them."
                  .formatted(applied));
    }
  }

  /// Takes back everything applied after the engine's own tag of that name.
  ///
  /// @param others tags that are known without the engine, for a message that names those there are
  record Tag(String tag, List<String> others) implements RollbackTarget {
    public Tag {
      others = List.copyOf(others);
    }

    /// Returns the refusal of a tag that nobody set.
    ///
    /// @param own the engine's own tags, in the order they were set
    public LockstepException unknown(List<String> own) {
      List<String> known =
          Stream.concat(own.reversed().stream(), others.stream()).distinct().toList();
      String all = String.join(", ", known.subList(0, Math.min(MOST_NAMED, known.size())));
      return new LockstepException(
          ErrorCode.USAGE,
          "There is no tag '" + tag + "' in this history.",
          known.isEmpty()
              ? "There is none at all; `lockstep tag` sets one, and --to-version, --to-date and"
                  + " --count need none."
              : "There is: " + all + (known.size() > MOST_NAMED ? " and older ones." : "."));
    }
  }

  /// Takes back everything applied later than this instant.
  record Date(Instant instant) implements RollbackTarget {}

  /// Takes back everything above this version, so that it is the last one applied.
  record Version(String version) implements RollbackTarget {}

  /// Takes back everything behind a position that [Assessment#position()] once returned.
  ///
  /// @param position null stands for the empty history
  record Position(@Nullable String position) implements RollbackTarget {}
}
