package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;

/// Is a changelog open in a lent worker, which goes back when it is closed.
record LentChangelog(EngineWorkers.Worker worker, OpenChangelog changelog)
    implements OpenChangelog {
  static LentChangelog open(EngineWorkers.Worker worker, ChangelogRequest request) {
    try {
      return new LentChangelog(worker, worker.bridge().open(request));
    } catch (RuntimeException | Error e) {
      worker.close();
      throw e;
    }
  }

  @Override
  public ChangelogDefinition definition() {
    return changelog.definition();
  }

  @Override
  public ForwardSql forward(int index) {
    return changelog.forward(index);
  }

  @Override
  public BackwardSql backward(int index) {
    return changelog.backward(index);
  }

  @Override
  public void close() {
    changelog.close();
    worker.close();
  }
}
