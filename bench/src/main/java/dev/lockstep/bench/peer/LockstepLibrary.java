package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.testkit.TestDatabase;
import java.util.List;

/// Is Lockstep in this JVM.
public record LockstepLibrary(String name, String historyTable) implements LibraryTool {
  public static List<LibraryTool> plainSql() {
    return List.of(new LockstepLibrary("Lockstep, flyway files", "flyway_schema_history"));
  }

  public static LibraryTool customChanges() {
    return new LockstepLibrary("Lockstep, custom changes", "databasechangelog");
  }

  @Override
  public void deploy(ChangeHistory history, TestDatabase database) {
    throw new IllegalStateException("not wired yet");
  }
}
