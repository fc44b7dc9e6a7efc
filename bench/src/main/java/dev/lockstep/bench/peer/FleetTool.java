package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.util.List;

/// Is a command line that brings many databases up to date in one process.
public interface FleetTool extends CommandTool {
  Command deployAll(ChangeHistory history, List<TestDatabase> databases) throws IOException;
}
