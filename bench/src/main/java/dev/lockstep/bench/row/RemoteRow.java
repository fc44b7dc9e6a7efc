package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.peer.LibraryTool;
import dev.lockstep.bench.peer.RawLoop;
import dev.lockstep.bench.row.Outcome.Table;
import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Applies 100 changes to a database that is 10 ms away.
final class RemoteRow implements Row {
  private static final Duration ROUND_TRIP = Duration.ofMillis(10);
  private static final int RUNS = 3;

  @Override
  public String id() {
    return "remote";
  }

  @Override
  public String work() {
    return "deploy 100 SQL migrations with 10 ms round trips";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    ChangeHistory history = lab.history(100);
    Attempts attempts = new Attempts(lab);
    List<RawLoop> raw = Stream.of(RawLoop.Form.values()).map(RawLoop::new).toList();
    try (Proxy proxy = Proxy.to("127.0.0.1", lab.server().port()).delay(ROUND_TRIP)) {
      UnaryOperator<TestDatabase> far = Attempts.through(proxy.port());
      WarmLibraries deploy =
          WarmLibraries.measure(
              lab,
              raw,
              lab.contenders().oursWarm(),
              lab.warmRounds(1, RUNS),
              tool -> attempts.deployLibrary(tool, history, far));
      List<LibraryTool> none = List.of();
      WarmLibraries repeat =
          WarmLibraries.measure(
              lab,
              none,
              lab.contenders().oursAgain(),
              lab.warmRounds(1, RUNS),
              tool -> attempts.repeatLibrary(tool, tool, history, far));
      return new Outcome(
          List.of(
              new Table(
                  "100 migrations into an empty database, 10 ms away",
                  deploy.series(),
                  deploy.find(raw.getFirst().name()).orElse(null)),
              new Table("the same again: nothing to do", repeat.series(), null)),
          Ratios.within("at most 2 s", Duration.ofSeconds(2), deploy.ours()),
          List.of(
              "Connecting is part of it and takes several round trips by itself. Processor time"
                  + " includes the proxy, which runs in the same JVM."));
    }
  }
}
