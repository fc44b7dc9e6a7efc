package dev.lockstep.dialects.target;

import java.time.Duration;

/// Says how many migrations travel in the next message.
///
/// Many in one message save round trips, but a server answers a message as a whole: whoever watches
/// sees nothing until then, and whoever interrupts does not learn what was applied. So it begins
/// with one, and takes no more together than take about half a second.
final class Pace {
  static final int MOST = 20;
  private static final int GROWTH = 4;
  private static final Duration LONGEST_SILENCE = Duration.ofMillis(500);

  private int size = 1;

  int size() {
    return size;
  }

  /// Learns from a message.
  ///
  /// @param applied how many migrations it held
  void took(int applied, Duration time) {
    long fitting = LONGEST_SILENCE.toMillis() * applied / Math.max(1, time.toMillis());
    size = (int) Math.clamp(fitting, 1, Math.min(MOST, (long) size * GROWTH));
  }
}
