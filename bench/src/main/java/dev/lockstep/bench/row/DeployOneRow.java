package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import java.util.List;

/// Applies one change to an empty database, process start included.
final class DeployOneRow implements Row {
  @Override
  public String id() {
    return "deploy-one";
  }

  @Override
  public String work() {
    return "deploy 1 migration, cold command line";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    ChangeHistory history = lab.history(1);
    Attempts attempts = new Attempts(lab);
    ColdCommands cold =
        ColdCommands.measure(
            lab,
            "1 migration into an empty database",
            tool -> attempts.deployCommand(tool, history));
    return new Outcome(
        List.of(cold.table()),
        cold.atMost("at most 1/3 of the faster peer", 1.0 / 3),
        List.of("Creating history tables, and Lockstep's own tables, is part of it."));
  }
}
