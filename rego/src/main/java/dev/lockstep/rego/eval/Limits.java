package dev.lockstep.rego.eval;

import java.time.Duration;

/// Says what an evaluation may use.
///
/// @param steps statements looked at, and elements and characters made
/// @param elements in one collection
public record Limits(Duration time, long steps, int elements) {
  public static final Limits USUAL = new Limits(Duration.ofSeconds(5), 50_000_000, 2_000_000);
}
