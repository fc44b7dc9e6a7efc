package dev.lockstep.deploy;

import dev.lockstep.deploy.DeploymentResult.Succeeded;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.HistoryPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a change to the engine's history alone, with its ledger entry.
final class HistoryChange {
  private final Work work;
  private final Target target;
  private final Engine engine;
  private final Identity identity;
  private String deploymentId = "";
  private @Nullable String position;

  HistoryChange(Work work, Target target, Engine engine, Identity identity) {
    this.work = work;
    this.target = target;
    this.engine = engine;
    this.identity = identity;
  }

  DeploymentResult record(Ledger.Kind kind, HistoryPlan plan) {
    Instant started = identity.clock().instant();
    List<Ledger.Interrupted> interrupted = target.ledger().closeInterrupted(work.schema());
    @Nullable String before = engine.assess(work.request(), target.session()).position();
    Ledger.Deployment entry = LedgerEntry.open(work, kind, identity, "", before);
    deploymentId = entry.id();
    target.ledger().begin(entry);
    target.executor().write(plan);
    position =
        plan.writes().isEmpty()
            ? before
            : engine.assess(work.request(), target.session()).position();
    target
        .ledger()
        .finish(
            deploymentId,
            Ledger.Outcome.SUCCEEDED,
            position,
            plan.writes().size(),
            String.join("; ", plan.effects()));
    Duration took = Duration.between(started, identity.clock().instant());
    return new Succeeded(work, deploymentId, List.of(), interrupted, position, took);
  }

  String deploymentId() {
    return deploymentId;
  }

  @Nullable String position() {
    return position;
  }
}
