package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.testkit.TestDatabase;

/// Is a tool inside this JVM.
public interface LibraryTool {
  String name();

  /// Returns the table that holds a row for each change afterwards.
  String historyTable();

  /// Says whether each attempt is to have files of its own that nobody has read before.
  default Sight sight() {
    return Sight.AGAIN;
  }

  /// Applies what is missing, connecting anew and reading files anew.
  void deploy(ChangeHistory history, TestDatabase database) throws Exception;
}
