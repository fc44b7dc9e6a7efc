package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Series;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Holds our series against others; of several of ours the worst one counts.
final class Ratios {
  private Ratios() {}

  static Optional<Series> fastest(List<Series> series) {
    return series.stream().filter(Series::measured).min(Comparator.comparing(Series::medianWall));
  }

  /// Judges our median wall times as multiples of a reference's.
  static Verdict atMost(
      String target, double limit, List<Series> ours, Optional<Series> reference) {
    if (reference.isEmpty()) {
      return Verdict.notMeasured(target, "nothing to compare with was measured");
    }
    Series other = reference.get();
    return judge(
        target,
        limit,
        ours,
        one -> one.times(other),
        worst ->
            "%s × %s (%s)"
                .formatted(factor(worst.times(other)), other.contender(), worst.contender()));
  }

  /// Judges our median wall times against a fixed time.
  static Verdict within(String target, Duration limit, List<Series> ours) {
    return judge(
        target,
        (double) limit.toNanos(),
        ours,
        one -> one.medianWall().toNanos(),
        worst -> "%s (%s)".formatted(seconds(worst.medianWall()), worst.contender()));
  }

  private static Verdict judge(
      String target,
      double limit,
      List<Series> ours,
      ToDoubleFunction<Series> value,
      java.util.function.Function<Series, String> words) {
    Optional<Series> failed = ours.stream().filter(one -> !one.measured()).findFirst();
    if (failed.isPresent()) {
      return Verdict.notMeasured(target, failed.get().contender() + ": " + failed.get().failure());
    }
    return ours.stream()
        .max(Comparator.comparingDouble(value))
        .map(worst -> Verdict.of(target, value.applyAsDouble(worst) <= limit, words.apply(worst)))
        .orElseGet(() -> Verdict.notMeasured(target, "Lockstep did not take part"));
  }

  static String factor(double value) {
    return "%.2f".formatted(value);
  }

  static String seconds(Duration time) {
    return "%.3f s".formatted(time.toNanos() / 1e9);
  }
}
