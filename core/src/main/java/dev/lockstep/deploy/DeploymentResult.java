package dev.lockstep.deploy;

import dev.lockstep.error.Fault;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan.Irreversible;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says how a deployment or rollback of one schema on one instance ended.
public sealed interface DeploymentResult {
  Work work();

  /// All planned migrations ran, possibly none.
  ///
  /// @param interrupted earlier deployments found dead and closed on the way
  /// @param position the history's end afterwards
  record Succeeded(
      Work work,
      String deploymentId,
      List<PlannedMigration> applied,
      List<Ledger.Interrupted> interrupted,
      @Nullable String position,
      Duration took)
      implements DeploymentResult {
    public Succeeded {
      applied = List.copyOf(applied);
      interrupted = List.copyOf(interrupted);
    }
  }

  /// It stopped at a migration; those before it stay applied.
  ///
  /// @param notRun what was planned behind the one that failed
  record Stopped(
      Work work,
      String deploymentId,
      List<PlannedMigration> applied,
      Executor.Failure failure,
      List<PlannedMigration> notRun,
      Duration took)
      implements DeploymentResult {
    public Stopped {
      applied = List.copyOf(applied);
      notRun = List.copyOf(notRun);
    }
  }

  /// Nothing ran, because files and history disagree.
  record Refused(Work work, List<Fault> faults) implements DeploymentResult {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /// Nothing ran, because some of it cannot be taken back and nobody insisted.
  record NoWayBack(Work work, List<Irreversible> irreversible) implements DeploymentResult {
    public NoWayBack {
      irreversible = List.copyOf(irreversible);
    }
  }
}
