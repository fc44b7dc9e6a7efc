package dev.lockstep.dialects.target;

import dev.lockstep.migration.PlannedMigration;
import java.util.List;

/// Journals the statements that an engine sends itself.
final class EngineJournal {
  private final Workbench bench;

  EngineJournal(Workbench bench) {
    this.bench = bench;
  }

  void observe(List<PlannedMigration> migrations, Runnable work) {
    work.run();
  }
}
