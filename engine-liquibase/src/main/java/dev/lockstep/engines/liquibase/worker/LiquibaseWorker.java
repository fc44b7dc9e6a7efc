package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import java.sql.Connection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Is the door through which Lockstep reaches the Liquibase of one class loader.
///
/// *Shape*: made by its no-argument constructor, by name, in the loader it is to work in.
public final class LiquibaseWorker implements LiquibaseBridge {
  private final Slot slot = new Slot();
  private @Nullable LiveReading lastRead;

  @Override
  public OpenChangelog open(ChangelogRequest request) {
    return slot.enter(() -> new OpenReading(slot, request));
  }

  @Override
  public void apply(ChangelogRequest request, Connection connection, EngineRun run) {
    run(request, connection, run, EngineRunner::apply);
  }

  @Override
  public void undo(ChangelogRequest request, Connection connection, EngineRun run) {
    run(request, connection, run, EngineRunner::undo);
  }

  private void run(
      ChangelogRequest request,
      Connection connection,
      EngineRun run,
      Consumer<EngineRunner> action) {
    slot.enter(() -> {
      EngineRunner runner = new EngineRunner(slot, request, connection, run, lastRead);
      lastRead = null;
      action.accept(runner);
      lastRead = runner.reading();
      return true;
    });
  }
}
