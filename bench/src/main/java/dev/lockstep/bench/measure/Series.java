package dev.lockstep.bench.measure;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds the attempts of one contender at one piece of work.
///
/// *Shape*: when `failure` is set, that is why there are no further attempts, and the series counts
/// as not measured.
public record Series(String contender, List<Sample> samples, @Nullable String failure) {
  public Series {
    samples = List.copyOf(samples);
  }

  public boolean measured() {
    return failure == null && !samples.isEmpty();
  }

  public Duration medianWall() {
    return median(Sample::wall);
  }

  public Duration shortestWall() {
    return samples.stream().map(Sample::wall).min(Comparator.naturalOrder()).orElseThrow();
  }

  public Duration medianProcessor() {
    return median(Sample::processor);
  }

  public long greatestResidentKilobytes() {
    return samples.stream().mapToLong(Sample::residentKilobytes).max().orElse(0);
  }

  /// Returns this median wall time as a multiple of another's.
  public double times(Series reference) {
    return (double) medianWall().toNanos() / reference.medianWall().toNanos();
  }

  private Duration median(Function<Sample, Duration> part) {
    List<Duration> sorted = samples.stream().map(part).sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }
}
