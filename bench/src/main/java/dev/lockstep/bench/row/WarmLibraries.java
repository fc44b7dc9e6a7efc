package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Rounds;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.LibraryTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lets plain JDBC, the peers' libraries and Lockstep do the same in this JVM.
///
/// @param series raw loops first, then peers, then ours
/// @param ours those of them that are Lockstep's
record WarmLibraries(List<Series> series, List<Series> ours) {
  static WarmLibraries measure(
      Lab lab,
      List<? extends LibraryTool> raw,
      List<LibraryTool> oursWarm,
      Rounds rounds,
      Function<LibraryTool, Contender> contender) {
    List<LibraryTool> all = new ArrayList<>(raw);
    all.addAll(lab.contenders().libraries());
    all.addAll(oursWarm);
    List<Series> series = rounds.run(all.stream().map(contender).toList());
    int others = all.size() - oursWarm.size();
    return new WarmLibraries(series, series.subList(others, series.size()));
  }

  Optional<Series> find(String contender) {
    return series.stream()
        .filter(Series::measured)
        .filter(one -> one.contender().equals(contender))
        .findFirst();
  }
}
