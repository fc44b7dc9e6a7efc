package dev.lockstep.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Is what an environment demands before its databases are changed.
///
/// @param approvals of every change; null for none
/// @param destructive instead of those, of a change that loses something for good; null for the
///   same
/// @param windows any of them must be open; empty for always
/// @param findings the least of the review's findings that stop a change
/// @param rehearsal whether it must have run on a copy first
/// @param wayBack whether it must have been taken back there, too
/// @param after the environment where this very commit must have gone well before; null for none
public record Gates(
    @Nullable Approvals approvals,
    @Nullable Approvals destructive,
    List<Window> windows,
    List<Freeze> freezes,
    Findings findings,
    boolean rehearsal,
    boolean wayBack,
    @Nullable String after) {
  private static final int MOST_STEPS = 10_000;

  public Gates {
    windows = List.copyOf(windows);
    freezes = List.copyOf(freezes);
  }

  /// Says which findings of a review stop a change.
  public enum Findings {
    NONE,
    ERROR,
    WARNING
  }

  /// Returns whose approval is needed; null for nobody's.
  ///
  /// @param destroys whether something is lost for good
  public @Nullable Approvals approvals(boolean destroys) {
    return destroys && destructive != null ? destructive : approvals;
  }

  /// Returns the first time from now on at which changes are allowed: now itself where they are;
  /// empty for never.
  public Optional<Instant> opens(Instant now) {
    Instant time = now;
    for (int i = 0; i < MOST_STEPS; i++) {
      Instant at = time;
      Optional<Freeze> frozen = freezes.stream().filter(one -> one.holds(at)).findFirst();
      if (frozen.isPresent()) {
        time = frozen.get().to();
      } else if (windows.isEmpty() || windows.stream().anyMatch(one -> one.isOpen(at))) {
        return Optional.of(time);
      } else {
        time = windows.stream().map(one -> one.next(at)).min(Instant::compareTo).orElseThrow();
      }
    }
    return Optional.empty();
  }

  /// Says why changes are not allowed now.
  public String closed(Instant now) {
    return freezes.stream()
        .filter(one -> one.holds(now))
        .findFirst()
        .map(one -> "Nothing is changed until %s: %s".formatted(one.to(), one.reason()))
        .orElse("It is outside of the hours in which changes are allowed.");
  }
}
