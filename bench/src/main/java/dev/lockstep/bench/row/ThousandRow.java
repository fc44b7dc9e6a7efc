package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.RawLoop;
import dev.lockstep.bench.row.Outcome.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Applies 1,000 and 3,000 plain SQL changes to empty databases.
final class ThousandRow implements Row {
  /// What 3,000 may take of the time of 1,000 and still be called linear: ten percent of noise.
  private static final double LINEAR = 3.3;

  @Override
  public String id() {
    return "thousand";
  }

  @Override
  public String work() {
    return "deploy 1,000 SQL migrations, warm; 3,000 grow linearly";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    List<RawLoop> raw = Stream.of(RawLoop.Form.values()).map(RawLoop::new).toList();
    WarmLibraries thousand = deploy(lab, raw, 1000, 2, Integer.MAX_VALUE);
    WarmLibraries threeThousand = deploy(lab, raw, 3000, 0, 3);
    String reference = new RawLoop(RawLoop.Form.ONE_TRIP).name();
    Optional<Series> oneTrip = thousand.find(reference);
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.addAll(
        Ratios.atMost(
            "at most 1.2 × the raw loop with one round trip each", 1.2, thousand.ours(), oneTrip));
    verdicts.addAll(linear(thousand, threeThousand));
    return new Outcome(
        List.of(
            new Table(
                "1,000 migrations into an empty database", thousand.series(), oneTrip.orElse(null)),
            new Table(
                "3,000 migrations into an empty database",
                threeThousand.series(),
                threeThousand.find(reference).orElse(null))),
        verdicts,
        List.of(growth(thousand, threeThousand)));
  }

  private static WarmLibraries deploy(
      Lab lab, List<RawLoop> raw, int changes, int warmUps, int atMost) throws Exception {
    ChangeHistory history = lab.history(changes);
    Attempts attempts = new Attempts(lab);
    return WarmLibraries.measure(
        lab,
        raw,
        lab.contenders().oursWarm(),
        lab.warmRounds(warmUps, atMost),
        tool -> attempts.deployLibrary(tool, history, Attempts.near()));
  }

  private static List<Verdict> linear(WarmLibraries thousand, WarmLibraries threeThousand) {
    String target = "3,000 take at most " + LINEAR + " × the time of 1,000";
    return growths(threeThousand.ours(), thousand).stream()
        .map(one ->
            Verdict.of(
                target,
                one.factor() <= LINEAR,
                one.contender() + ": " + Ratios.factor(one.factor()) + " ×"))
        .toList();
  }

  private static String growth(WarmLibraries thousand, WarmLibraries threeThousand) {
    return "From 1,000 to 3,000 the time grows by: "
        + String.join(
            "; ",
            growths(threeThousand.series(), thousand).stream()
                .map(one -> one.contender() + " " + Ratios.factor(one.factor()))
                .toList())
        + ".";
  }

  private static List<Growth> growths(List<Series> many, WarmLibraries few) {
    return many.stream()
        .filter(Series::measured)
        .flatMap(one ->
            few.find(one.contender()).stream()
                .map(base -> new Growth(one.contender(), one.times(base))))
        .toList();
  }

  private record Growth(String contender, double factor) {}
}
