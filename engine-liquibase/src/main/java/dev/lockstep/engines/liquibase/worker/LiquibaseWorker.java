package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import java.sql.Connection;

/// Is the door through which Lockstep reaches the Liquibase of one class loader.
///
/// *Shape*: made by its no-argument constructor, by name, in the loader it is to work in.
public final class LiquibaseWorker implements LiquibaseBridge {
  private final Slot slot = new Slot();

  @Override
  public OpenChangelog open(ChangelogRequest request) {
    return slot.enter(() -> new OpenReading(slot, request));
  }

  @Override
  public void apply(ChangelogRequest request, Connection connection, EngineRun run) {
    slot.enter(() -> {
      new EngineRunner(slot, request, connection, run).apply();
      return true;
    });
  }

  @Override
  public void undo(ChangelogRequest request, Connection connection, EngineRun run) {
    slot.enter(() -> {
      new EngineRunner(slot, request, connection, run).undo();
      return true;
    });
  }
}
