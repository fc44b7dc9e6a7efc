package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is why a step waits at a gate before it does anything.
///
/// @param content names exactly what the step would do; votes are for this alone
/// @param wanted how many have to approve it; 0 where it only waits for its time
/// @param until when it asks again by itself; null for never
/// @param about tells people what they vote on, and who may
public record Hold(String content, long wanted, @Nullable Instant until, Value.Fields about) {
  /// Returns the votes that count for it, of those for an earlier one.
  List<Vote> kept(@Nullable Hold earlier, List<Vote> votes) {
    return earlier != null && earlier.content().equals(content) ? votes : List.of();
  }

  /// Tells whether votes are enough.
  public boolean isApproved(List<Vote> votes) {
    return votes.stream().filter(Vote::approves).count() >= wanted;
  }
}
