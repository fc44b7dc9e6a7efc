package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.testkit.TestDatabase;
import org.flywaydb.core.Flyway;

/// Is Flyway as a library with its default settings.
public final class FlywayLibrary implements LibraryTool {
  @Override
  public String name() {
    return "Flyway 13.12.0 library";
  }

  @Override
  public String historyTable() {
    return "flyway_schema_history";
  }

  @Override
  public void deploy(ChangeHistory history, TestDatabase database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("filesystem:" + history.path(ChangeHistory.FLYWAY))
        .load()
        .migrate();
  }
}
