package dev.lockstep.migration;

import dev.lockstep.dialect.RowWrite;
import java.util.List;

/// Is one migration as it would run on one target: its exact statements and what history will say.
///
/// *Shape*: `history` is what the engine itself would write when the migration succeeds, in order,
/// and empty when the engine runs it. `reversal` is meaningful for `APPLY` only. `losses` is what
/// nothing brings back, in words, where the engine can tell.
public record PlannedMigration(
    Migration migration,
    Direction direction,
    List<PlannedStatement> statements,
    Execution execution,
    List<RowWrite> history,
    Reversal reversal,
    List<String> losses) {

  public PlannedMigration {
    statements = List.copyOf(statements);
    history = List.copyOf(history);
    losses = List.copyOf(losses);
  }

  /// Returns the same migration with other statements.
  public PlannedMigration with(List<PlannedStatement> others) {
    return new PlannedMigration(migration, direction, others, execution, history, reversal, losses);
  }
}
