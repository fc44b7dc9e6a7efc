package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.CommandTool;
import dev.lockstep.bench.peer.FleetTool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
  public Outcome measure(Lab lab) {
    Attempts attempts = new Attempts(lab);
    List<CommandTool> peers = lab.contenders().commands();
    // The engines do not matter here, so one of ours is enough.
    List<FleetTool> ours = lab.contenders().ours().subList(0, 1);
    List<Contender> all =
        Stream.concat(peers.stream(), ours.stream())
            .map(tool ->
                attempts.command(
                    peers.contains(tool) ? tool.name() : "Lockstep command line", tool.version()))
            .toList();
    List<Series> series = lab.coldRounds().run(all);
    Optional<Series> fastest = Ratios.fastest(series.subList(0, peers.size()));
    return new Outcome(
        List.of(new Outcome.Table("`--version`", series, fastest.orElse(null))),
        List.of(
            Ratios.atMost(
                "at most 1/4 of the faster peer",
                0.25,
                series.subList(peers.size(), series.size()),
                fastest)),
        List.of());
  }
}
