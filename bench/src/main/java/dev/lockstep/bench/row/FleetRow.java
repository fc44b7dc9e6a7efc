package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Rounds;
import dev.lockstep.bench.measure.Sample;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.CommandTool;
import dev.lockstep.bench.peer.FleetTool;
import dev.lockstep.bench.row.Outcome.Table;
import dev.lockstep.bench.server.Facts;
import dev.lockstep.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings many databases up to date: one command of ours against a loop over a peer's command line.
final class FleetRow implements Row {
  private static final int CHANGES = 20;
  private static final int OUR_RUNS = 3;

  @Override
  public String id() {
    return "fleet";
  }

  @Override
  public String work() {
    return "100 databases × 20 changes";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    ChangeHistory history = lab.history(CHANGES);
    List<Contender> ours =
        lab.contenders().ours().stream()
            .map(tool -> (Contender) new OneCommand(lab, tool, history))
            .toList();
    List<Series> before = new Rounds(1, 1, lab.progress()).run(ours);
    List<Series> peers = peers(lab, history);
    List<Series> after = new Rounds(0, OUR_RUNS - 1, lab.progress()).run(ours);
    List<Series> together = new ArrayList<>();
    for (int index = 0; index < ours.size(); index++) {
      together.add(joined(before.get(index), after.get(index)));
    }
    Optional<Series> fastest = Ratios.fastest(peers);
    List<Series> all = new ArrayList<>(peers);
    all.addAll(together);
    String title = "%d databases × %d changes".formatted(lab.size().databases(), CHANGES);
    return new Outcome(
        List.of(new Table(title, all, fastest.orElse(null))),
        Ratios.atMost(
            "at least 20 × faster than a loop over the faster peer's command line",
            1.0 / 20,
            together,
            fastest),
        List.of(
            "The peers' loops run once, database by database in turn; Lockstep runs before and"
                + " after them, as one process."));
  }

  private static List<Series> peers(Lab lab, ChangeHistory history) {
    // One round of the first database is for the file cache and does not count.
    List<CommandTool> tools = lab.contenders().commands();
    Attempts attempts = new Attempts(lab);
    List<Contender> each =
        tools.stream().map(tool -> attempts.deployCommand(tool, history)).toList();
    return new Rounds(1, lab.size().databases(), lab.progress())
        .run(each).stream().map(FleetRow::summed).toList();
  }

  private static Series summed(Series single) {
    if (!single.measured()) {
      return single;
    }
    Sample sum =
        single.samples().stream().reduce(new Sample(Duration.ZERO, Duration.ZERO, 0), Sample::then);
    return new Series("loop over " + single.contender(), List.of(sum), null);
  }

  private static Series joined(Series first, Series second) {
    List<Sample> samples = new ArrayList<>(first.samples());
    samples.addAll(second.samples());
    String failure = first.failure() == null ? second.failure() : first.failure();
    return new Series(first.contender(), samples, failure);
  }

  /// Deploys to fresh databases with one command.
  private record OneCommand(Lab lab, FleetTool tool, ChangeHistory history) implements Contender {
    @Override
    public String name() {
      return tool.name();
    }

    @Override
    public Attempt prepare() throws Exception {
      List<TestDatabase> databases = new ArrayList<>();
      for (int number = 0; number < lab.size().databases(); number++) {
        databases.add(lab.server().create());
      }
      return new Fleet(lab, tool, history, databases, tool.deployAll(history, databases));
    }
  }

  private record Fleet(
      Lab lab,
      CommandTool tool,
      ChangeHistory history,
      List<TestDatabase> databases,
      Command command)
      implements Contender.Attempt {
    @Override
    public Sample run() throws Exception {
      return lab.commands().time(command);
    }

    @Override
    public void check() throws Exception {
      for (TestDatabase database : databases) {
        Facts.require(database, history.changes(), tool.historyTable());
      }
    }

    @Override
    public void close() {
      databases.forEach(lab.server()::drop);
    }
  }
}
