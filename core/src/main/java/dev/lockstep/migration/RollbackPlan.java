package dev.lockstep.migration;

import dev.lockstep.dialect.RowWrite;
import java.util.List;

/// Is what a rollback would run, newest migration first, and what it cannot take back.
///
/// *Shape*: a migration stands either in `steps` or in `irreversible`. With a non-empty
/// `irreversible` the steps are those that would run if the user insisted.
public record RollbackPlan(List<PlannedMigration> steps, List<Irreversible> irreversible) {
  public RollbackPlan {
    steps = List.copyOf(steps);
    irreversible = List.copyOf(irreversible);
  }

  /// Names a migration without a way back.
  ///
  /// @param history what the engine's history says once somebody has taken it back all the same;
  ///   empty when it could not say so
  public record Irreversible(Migration migration, String reason, List<RowWrite> history) {
    public Irreversible {
      history = List.copyOf(history);
    }
  }
}
