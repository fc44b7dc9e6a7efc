package dev.lockstep.engines.liquibase;

import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import java.util.ArrayList;
import java.util.List;

/// Joins changesets that only the engine can run with the few between them, when they alternate
/// often: each start of the engine costs as much as it takes to run dozens of changesets.
final class Stretches {
  private static final int MOST_STARTS = 3;
  private static final int WIDEST_GAP = 60;
  private static final Execution JOINED =
      new Execution.ByEngine("it stands between changesets that only the engine can run");

  private Stretches() {}

  static void join(List<PlannedMigration> pending) {
    List<Gap> gaps = gaps(pending);
    while (gaps.size() + 1 > MOST_STARTS) {
      Gap smallest = gaps.stream().min(java.util.Comparator.comparingInt(Gap::size)).orElseThrow();
      if (smallest.size() > WIDEST_GAP) {
        return;
      }
      for (int index = smallest.from(); index < smallest.to(); index++) {
        pending.set(index, byEngine(pending.get(index)));
      }
      gaps.remove(smallest);
    }
  }

  /// Finds the runs of direct changesets that have the engine before and behind them.
  private static List<Gap> gaps(List<PlannedMigration> pending) {
    List<Gap> gaps = new ArrayList<>();
    int lastByEngine = -1;
    for (int index = 0; index < pending.size(); index++) {
      if (pending.get(index).execution() instanceof Execution.ByEngine) {
        if (lastByEngine >= 0 && index > lastByEngine + 1) {
          gaps.add(new Gap(lastByEngine + 1, index));
        }
        lastByEngine = index;
      }
    }
    return gaps;
  }

  private static PlannedMigration byEngine(PlannedMigration planned) {
    return new PlannedMigration(
        planned.migration(),
        planned.direction(),
        planned.statements(),
        JOINED,
        List.of(),
        planned.reversal(),
        planned.losses());
  }

  /// Is a run of changesets, the end excluded.
  private record Gap(int from, int to) {
    int size() {
      return to - from;
    }
  }
}
