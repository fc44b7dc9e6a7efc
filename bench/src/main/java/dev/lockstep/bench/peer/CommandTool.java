package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;

/// Is a tool as people start it: one process for each thing to do.
public interface CommandTool {
  String name();

  /// Returns the table that holds a row for each change afterwards.
  String historyTable();

  Command version() throws IOException;

  /// Returns the command that shows what is applied.
  Command status(ChangeHistory history, TestDatabase database) throws IOException;

  /// Returns the command that applies what is missing to one database.
  Command deploy(ChangeHistory history, TestDatabase database) throws IOException;
}
