package dev.lockstep.bench.measure;

import java.time.Duration;

/// Is what one timed attempt took.
///
/// @param wall from outside, start to end
/// @param processor user and system time of the process and its children; for work inside this JVM
///   the time of the whole JVM, compiler and collector threads included
/// @param residentKilobytes the greatest resident size; 0 for work inside this JVM
public record Sample(Duration wall, Duration processor, long residentKilobytes) {

  /// Adds an attempt that came after this one, as in a loop over many databases.
  public Sample then(Sample next) {
    return new Sample(
        wall.plus(next.wall),
        processor.plus(next.processor),
        Math.max(residentKilobytes, next.residentKilobytes));
  }
}
