package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.Rounds;
import dev.lockstep.bench.peer.FlywayLibrary;
import dev.lockstep.bench.peer.RawRead;
import dev.lockstep.bench.row.Outcome.Table;
import java.time.Duration;
import java.util.List;

/// Deploys where 1,000 changes are applied and none is missing.
final class NothingToDoRow implements Row {
  private static final int RUNS_FOR_EACH = 4;
  private static final int WARM_UPS = 40;

  @Override
  public String id() {
    return "noop";
  }

  @Override
  public String work() {
    return "no-op at 1,000 applied, warm";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    ChangeHistory history = lab.history(1000);
    Attempts attempts = new Attempts(lab);
    FlywayLibrary flyway = new FlywayLibrary();
    RawRead read = new RawRead(flyway.historyTable());
    // So short a task needs many turns before the compiler has seen it, and to be told from noise.
    int runs = lab.size().warmRuns() * RUNS_FOR_EACH;
    WarmLibraries warm =
        WarmLibraries.measure(
            lab,
            List.of(read),
            lab.contenders().oursAgain(),
            new Rounds(WARM_UPS, runs, lab.progress()),
            tool ->
                attempts.repeatLibrary(
                    tool, tool.equals(read) ? flyway : tool, history, Attempts.near()));
    return new Outcome(
        List.of(
            new Table(
                "deploy with nothing to do, 1,000 applied",
                warm.series(),
                warm.find(read.name()).orElse(null))),
        Ratios.within("at most 15 ms", Duration.ofMillis(15), warm.ours()),
        List.of("Connecting is part of it, and so is reading or recognising 1,000 files."));
  }
}
