package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import java.util.ArrayList;
import java.util.List;

/// Asks each command line for the state of a database that is up to date.
final class StatusRow implements Row {
  @Override
  public String id() {
    return "status";
  }

  @Override
  public String work() {
    return "`status` of an up-to-date database, cold command line";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    List<Outcome.Table> tables = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int changes : List.of(1, 1000)) {
      ChangeHistory history = lab.history(changes);
      Attempts attempts = new Attempts(lab);
      ColdCommands cold =
          ColdCommands.measure(
              lab,
              "`status` (Flyway: `info`), %,d applied".formatted(changes),
              tool -> attempts.statusCommand(tool, history));
      tables.add(cold.table());
      verdicts.addAll(
          cold.atMost("%,d applied: at most 1/4 of the faster peer".formatted(changes), 0.25));
    }
    return new Outcome(
        tables,
        verdicts,
        List.of("Each tool looks at a database that it has brought up to date itself."));
  }
}
