package dev.lockstep.deploy;

import dev.lockstep.deploy.WayBack.Way;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackPlan.Irreversible;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.StatementTrait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts ways back that somebody found into a rollback, each at its place.
final class DerivedSteps {
  private DerivedSteps() {}

  /// @param assessment tells the order in which the migrations were applied
  static RollbackPlan in(
      RollbackPlan plan, Assessment assessment, Map<String, Way> ways, Splitter splitter) {
    List<PlannedMigration> steps = new ArrayList<>(plan.steps());
    List<Irreversible> left = new ArrayList<>();
    for (Irreversible item : plan.irreversible()) {
      Way way = ways.get(item.migration().id());
      if (way == null || item.history().isEmpty()) {
        left.add(item);
      } else {
        steps.add(step(item, way, splitter));
      }
    }
    Map<String, Integer> order = new HashMap<>();
    assessment.migrations().forEach(status -> order.put(status.migration().id(), order.size()));
    steps.sort(
        Comparator.comparingInt(step -> -order.getOrDefault(step.migration().id(), order.size())));
    return new RollbackPlan(steps, left);
  }

  private static PlannedMigration step(Irreversible item, Way way, Splitter splitter) {
    Migration migration = item.migration();
    SourceLocation written = migration.source();
    SourceLocation place = written == null ? new SourceLocation(migration.id()) : written;
    List<PlannedStatement> statements =
        way.statements().stream()
            .map(sql -> PlannedStatement.generated(sql, place, splitter))
            .toList();
    boolean apart =
        statements.stream()
            .anyMatch(statement -> statement.sql().has(StatementTrait.NOT_IN_TRANSACTION));
    return new PlannedMigration(
        migration,
        Direction.UNDO,
        statements,
        new Execution.Direct(apart ? TransactionMode.PER_STATEMENT : TransactionMode.SINGLE),
        item.history(),
        new Reversal.Derived(way.missing()),
        way.losses());
  }
}
