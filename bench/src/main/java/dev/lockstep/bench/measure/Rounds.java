package dev.lockstep.bench.measure;

import dev.lockstep.bench.measure.Contender.Attempt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets contenders take turns, so that a machine that grows slower grows slower for all.
///
/// *Shape*: every second round goes backwards, so nobody always follows the same neighbour.
///
/// @param warmUps rounds that do not count
/// @param counted rounds that do
public record Rounds(int warmUps, int counted, Progress progress) {

  /// Says what is going on while it takes long.
  public interface Progress {
    void say(String line);
  }

  /// Runs all rounds; a contender that fails takes no further part.
  public List<Series> run(List<Contender> contenders) {
    List<Entrant> entrants = contenders.stream().map(Entrant::new).toList();
    for (int round = -warmUps; round < counted; round++) {
      for (Entrant entrant : round % 2 == 0 ? entrants : entrants.reversed()) {
        entrant.turn(round, progress);
      }
    }
    return entrants.stream().map(Entrant::series).toList();
  }

  /// Is a contender with what it has done so far.
  private static final class Entrant {
    private final Contender contender;
    private final List<Sample> samples = new ArrayList<>();
    private @Nullable String failure;

    Entrant(Contender contender) {
      this.contender = contender;
    }

    void turn(int round, Progress progress) {
      if (failure != null) {
        return;
      }
      try (Attempt attempt = contender.prepare()) {
        Sample sample = attempt.run();
        attempt.check();
        progress.say(line(round, sample));
        if (round >= 0) {
          samples.add(sample);
        }
      } catch (Exception | LinkageError failed) {
        failure = Failures.oneLine(failed);
        progress.say("  " + contender.name() + " failed: " + failure);
      }
    }

    Series series() {
      return new Series(contender.name(), samples, failure);
    }

    private String line(int round, Sample sample) {
      String kind = round < 0 ? "warm-up" : "run " + (round + 1);
      return "  %s, %s: %.3f s".formatted(contender.name(), kind, sample.wall().toNanos() / 1e9);
    }
  }
}
