package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Series;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Holds our series against others and against the clock.
final class Ratios {
  private Ratios() {}

  static Optional<Series> fastest(List<Series> series) {
    return series.stream().filter(Series::measured).min(Comparator.comparing(Series::medianWall));
  }

  /// Judges our median wall times as multiples of a reference's, one verdict for each of ours.
  static List<Verdict> atMost(
      String target, double limit, List<Series> ours, Optional<Series> reference) {
    return ours.stream()
        .map(one ->
            reference
                .filter(_ -> one.measured())
                .map(other -> atMost(target, limit, one, other))
                .orElseGet(() -> notMeasured(target, one)))
        .toList();
  }

  private static Verdict atMost(String target, double limit, Series ours, Series reference) {
    double times = ours.times(reference);
    return Verdict.of(
        target,
        times <= limit,
        "%s: %s × %s".formatted(ours.contender(), factor(times), reference.contender()));
  }

  /// Judges our median wall times against a fixed time, one verdict for each of ours.
  static List<Verdict> within(String target, Duration limit, List<Series> ours) {
    return ours.stream()
        .map(one -> one.measured() ? within(target, limit, one) : notMeasured(target, one))
        .toList();
  }

  private static Verdict within(String target, Duration limit, Series ours) {
    Duration median = ours.medianWall();
    return Verdict.of(
        target, median.compareTo(limit) <= 0, ours.contender() + ": " + seconds(median));
  }

  /// Judges the greatest resident size of our processes.
  static List<Verdict> resident(String target, long megabytes, List<Series> ours) {
    return ours.stream()
        .map(one ->
            one.measured()
                ? Verdict.of(
                    target,
                    one.greatestResidentKilobytes() <= megabytes * 1024,
                    one.contender() + ": " + one.greatestResidentKilobytes() / 1024 + " MB")
                : notMeasured(target, one))
        .toList();
  }

  private static Verdict notMeasured(String target, Series ours) {
    String why = ours.measured() ? "nothing to compare with was measured" : ours.failure();
    return Verdict.notMeasured(target, ours.contender() + ": " + why);
  }

  static String factor(double value) {
    return "%.2f".formatted(value);
  }

  static String seconds(Duration time) {
    return "%.3f s".formatted(time.toNanos() / 1e9);
  }
}
