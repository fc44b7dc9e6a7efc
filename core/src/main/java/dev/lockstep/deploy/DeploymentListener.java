package dev.lockstep.deploy;

import dev.lockstep.dialect.Server;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.PlannedMigration;
import java.time.Duration;
import java.util.List;

/// Follows one deployment, for progress lines; every method does nothing unless overridden.
public interface DeploymentListener extends RunListener, Fence.WaitListener {
  /// Hears nothing.
  DeploymentListener SILENT = new DeploymentListener() {};

  default void planned(Work work, Server server, List<PlannedMigration> migrations) {}

  /// Hears of something unusual that was done on the way, as a sentence.
  default void noticed(String notice) {}

  @Override
  default void started(PlannedMigration migration) {}

  @Override
  default void finished(PlannedMigration migration) {}

  @Override
  default void waiting(Fence.Holder holder, Duration waited) {}
}
