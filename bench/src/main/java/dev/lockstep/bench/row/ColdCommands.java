package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.CommandTool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Lets all command lines do the same and puts ours beside the fastest peer.
///
/// @param table the measured lines
/// @param ours those of them that are Lockstep's
/// @param fastest the fastest peer
record ColdCommands(Outcome.Table table, List<Series> ours, Optional<Series> fastest) {
  static ColdCommands measure(Lab lab, String title, Function<CommandTool, Contender> contender) {
    List<CommandTool> peers = lab.contenders().commands();
    List<Contender> all =
        Stream.concat(peers.stream(), lab.contenders().ours().stream()).map(contender).toList();
    List<Series> series = lab.coldRounds().run(all);
    Optional<Series> fastest = Ratios.fastest(series.subList(0, peers.size()));
    return new ColdCommands(
        new Outcome.Table(title, series, fastest.orElse(null)),
        series.subList(peers.size(), series.size()),
        fastest);
  }

  List<Verdict> atMost(String target, double limit) {
    return Ratios.atMost(target, limit, ours, fastest);
  }
}
