package dev.lockstep.gate;

import java.time.Instant;

/// Is a time in which nothing is changed.
///
/// @param to is not part of it
public record Freeze(Instant from, Instant to, String reason) {
  boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(to);
  }
}
