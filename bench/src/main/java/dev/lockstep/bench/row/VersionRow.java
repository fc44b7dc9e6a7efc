package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.CommandTool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts each command line only to ask its version.
final class VersionRow implements Row {
  @Override
  public String id() {
    return "version";
  }

  @Override
  public String work() {
    return "`--version`, cold command line";
  }

  @Override
  public Outcome measure(Lab lab) throws IOException {
    Attempts attempts = new Attempts(lab);
    List<CommandTool> peers = lab.contenders().commands();
    // The engines do not matter here, so one of ours is enough.
    CommandTool ours = lab.contenders().ours().getFirst();
    List<Contender> all = new ArrayList<>();
    for (CommandTool peer : peers) {
      all.add(attempts.command(peer.name(), peer.version()));
    }
    all.add(attempts.command("Lockstep command line", ours.version()));
    List<Series> series = lab.coldRounds().run(all);
    Optional<Series> fastest = Ratios.fastest(series.subList(0, peers.size()));
    return new Outcome(
        List.of(new Outcome.Table("`--version`", series, fastest.orElse(null))),
        Ratios.atMost(
            "at most 1/4 of the faster peer",
            0.25,
            series.subList(peers.size(), series.size()),
            fastest),
        List.of());
  }
}
