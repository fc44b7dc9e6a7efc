package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Sample;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.row.Outcome.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Applies changes that only the engine itself can run: XML with Java classes.
final class EnginePathRow implements Row {
  private static final int CHANGES = 500;

  /// Is how often Liquibase has to run before the compiler has seen it.
  private static final int WARM_UPS = 12;

  @Override
  public String id() {
    return "engine-path";
  }

  @Override
  public String work() {
    return "engine path: XML with custom changes, warm";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    ChangeHistory history = lab.history(CHANGES);
    Attempts attempts = new Attempts(lab);
    List<Contender> contenders =
        Stream.of(lab.contenders().engineAlone(), lab.contenders().engineOurs())
            .map(tool -> attempts.deployLibrary(tool, history, Attempts.near()))
            .toList();
    List<Series> series = lab.warmRounds(WARM_UPS, Integer.MAX_VALUE).run(contenders);
    Optional<Series> alone = Optional.of(series.getFirst()).filter(Series::measured);
    return new Outcome(
        List.of(
            new Table(
                CHANGES + " custom changes into an empty database", series, alone.orElse(null))),
        Ratios.atMost(
            "at most 5 % over the engine alone", 1.05, series.subList(1, series.size()), alone),
        List.of(
            "Round by round, as neighbours in time, the ratio has the median "
                + roundByRound(series).map(Ratios::factor).orElse("(not measured)")
                + "."));
  }

  /// Returns the median of the ratios of neighbouring attempts, which drift of the machine spares.
  private static Optional<Double> roundByRound(List<Series> series) {
    List<Sample> alone = series.getFirst().samples();
    List<Sample> ours = series.getLast().samples();
    List<Double> ratios =
        IntStream.range(0, Math.min(alone.size(), ours.size()))
            .mapToObj(round ->
                (double) ours.get(round).wall().toNanos() / alone.get(round).wall().toNanos())
            .sorted()
            .toList();
    return ratios.isEmpty() ? Optional.empty() : Optional.of(ratios.get(ratios.size() / 2));
  }
}
