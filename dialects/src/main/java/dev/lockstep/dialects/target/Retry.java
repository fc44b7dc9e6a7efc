package dev.lockstep.dialects.target;

import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.project.ExecutionSettings;
import java.time.Duration;
import java.time.Instant;

/// Decides whether work that gave way to another session is tried again, and waits before it is.
///
/// *Units*: the pause doubles from `lockRetryDelay` up to a minute, and is then taken between half
/// and all of that by chance, so that two runs do not meet again.
final class Retry {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 16;

  private final ExecutionSettings settings;
  private final Surroundings surroundings;

  Retry(ExecutionSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  ExecutionSettings settings() {
    return settings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  boolean allowed(FailureCause cause, Effort effort) {
    return cause.passing() && effort.attempts() <= settings.lockRetries();
  }

  /// Tells whether no further try follows the one that begins now.
  boolean last(Effort effort) {
    return effort.attempts() > settings.lockRetries();
  }

  /// Returns how long a failed try waited for a lock: never more than it lasted or was allowed to.
  Duration lockWait(FailureCause cause, Instant sent) {
    Duration lasted = Duration.between(sent, now());
    return switch (cause) {
      case LOCK_TIMEOUT ->
          lasted.compareTo(settings.lockTimeout()) < 0 || settings.lockTimeout().isZero()
              ? lasted
              : settings.lockTimeout();
      case DEADLOCK -> lasted;
      default -> Duration.ZERO;
    };
  }

  void pause(Effort effort) {
    long doublings = Math.min(effort.attempts() - 1L, MOST_DOUBLINGS);
    Duration full = settings.lockRetryDelay().multipliedBy(1L << doublings);
    Duration bounded = full.compareTo(LONGEST_PAUSE) < 0 ? full : LONGEST_PAUSE;
    double share = 0.5 + surroundings.random().nextDouble() / 2;
    surroundings.pause(Duration.ofNanos((long) (bounded.toNanos() * share)));
  }
}
