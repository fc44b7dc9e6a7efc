package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.engines.liquibase.Comparison.Pair;
import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackPlan.Irreversible;
import dev.lockstep.migration.RollbackTarget;
import java.util.ArrayList;
import java.util.List;

/// Plans the way back: rollback blocks, automatic inverses, and the rows that go with them.
///
/// A row that was only marked as ran never changed anything here, so nothing but the row goes; its
/// inverse would destroy what was there before.
final class RollbackPlanner {
  private final LoadedChangelog changelog;
  private final History history;
  private final Comparison comparison;
  private final HistoryWrites writes;
  private final ExecutionMode modes;
  private final StatementClassifier classifier;
  private final List<PlannedMigration> steps = new ArrayList<>();
  private final List<Irreversible> irreversible = new ArrayList<>();

  RollbackPlanner(LoadedChangelog changelog, History history, Dialect dialect) {
    this.changelog = changelog;
    this.history = history;
    this.comparison = Comparison.of(changelog.definition(), history);
    this.writes = new HistoryWrites(changelog.definition().tables(), "");
    this.modes = new ExecutionMode(dialect);
    this.classifier = new StatementClassifier(dialect);
  }

  RollbackPlan plan(RollbackTarget target) {
    for (HistoryRow row : new RollbackSelection(history, comparison).select(target)) {
      Pair pair = comparison.byRow().get(row);
      if (pair == null) {
        irreversible.add(
            new Irreversible(
                Migrations.of(row), "its changeset is in no changelog any more", List.of()));
      } else if (target instanceof RollbackTarget.Position && row.executionType().equals("RERAN")) {
        reran(pair);
      } else if (pair.changeset().excluded() == null) {
        step(pair, row);
      }
    }
    return new RollbackPlan(steps, irreversible);
  }

  /// A changeset that ran before the position and again behind it existed at the position: undoing
  /// it would go too far, and what it replaced is not known.
  private void reran(Pair pair) {
    if (pair.changeset().rerun() != Rerun.ALWAYS) {
      irreversible.add(
          new Irreversible(
              Migrations.of(pair.changeset()),
              "it ran again since then, and what it replaced is not known",
              List.of()));
    }
  }

  private void step(Pair pair, HistoryRow row) {
    ChangesetDefinition changeset = pair.changeset();
    if (row.markedRan()) {
      steps.add(direct(pair, row, List.of()));
      return;
    }
    WayBack way = changeset.wayBack();
    if (way.kind() == WayBack.Kind.NONE || way.kind() == WayBack.Kind.DECLARED_EMPTY) {
      irreversible.add(stuck(changeset, row, way.reason()));
      return;
    }
    BackwardSql sql = changelog.backward(pair.index());
    switch (sql.route()) {
      case DIRECT ->
          steps.add(direct(pair, row, sql.statements().stream().map(classifier::plan).toList()));
      case ENGINE -> steps.add(byEngine(changeset, sql));
      case IMPOSSIBLE -> irreversible.add(stuck(changeset, row, sql.reason()));
    }
  }

  private Irreversible stuck(ChangesetDefinition changeset, HistoryRow row, String reason) {
    return new Irreversible(Migrations.of(changeset), reason, List.of(writes.delete(row)));
  }

  private PlannedMigration direct(Pair pair, HistoryRow row, List<PlannedStatement> statements) {
    ChangesetDefinition changeset = pair.changeset();
    return new PlannedMigration(
        Migrations.of(changeset),
        Direction.UNDO,
        statements,
        new Execution.Direct(modes.of(changeset.transaction(), statements)),
        List.of(writes.delete(row)),
        Migrations.reversal(changeset),
        List.of());
  }

  private static PlannedMigration byEngine(ChangesetDefinition changeset, BackwardSql sql) {
    return new PlannedMigration(
        Migrations.of(changeset),
        Direction.UNDO,
        List.of(),
        new Execution.ByEngine(sql.reason()),
        List.of(),
        Migrations.reversal(changeset),
        List.of());
  }
}
