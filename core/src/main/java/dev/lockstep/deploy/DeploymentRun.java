package dev.lockstep.deploy;

import dev.lockstep.deploy.DeploymentResult.Stopped;
import dev.lockstep.deploy.DeploymentResult.Succeeded;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one deployment or rollback under a fence that its caller holds.
final class DeploymentRun {
  private final Work work;
  private final Target target;
  private final Engine engine;
  private final Identity identity;
  private final DeploymentListener listener;
  private final Instant started;

  DeploymentRun(
      Work work, Target target, Engine engine, Identity identity, DeploymentListener listener) {
    this.work = work;
    this.target = target;
    this.engine = engine;
    this.identity = identity;
    this.listener = listener;
    this.started = identity.clock().instant();
  }

  DeploymentResult deploy(@Nullable String expectedPlan) {
    List<Ledger.Interrupted> interrupted = target.ledger().closeInterrupted(work.schema());
    Assessment assessment = engine.assess(work.request(), target.session());
    if (!assessment.faults().isEmpty()) {
      return Deployer.refused(work, assessment);
    }
    if (assessment.pending().isEmpty()) {
      checkPlan(expectedPlan, assessment.pending());
      listener.planned(work, target.session().server(), assessment.pending());
      return record(Ledger.Kind.DEPLOY, assessment, assessment.pending(), interrupted);
    }
    try (EngineLock _ = engine.lock(work.request(), target.session(), identity.who())) {
      // A plain engine may have worked here until its lock was ours: only now the plan is certain.
      Assessment certain = engine.assess(work.request(), target.session());
      if (!certain.faults().isEmpty()) {
        return Deployer.refused(work, certain);
      }
      checkPlan(expectedPlan, certain.pending());
      listener.planned(work, target.session().server(), certain.pending());
      return record(Ledger.Kind.DEPLOY, certain, certain.pending(), interrupted);
    }
  }

  DeploymentResult rollback(RollbackPlan plan) {
    List<Ledger.Interrupted> interrupted = target.ledger().closeInterrupted(work.schema());
    Assessment before = engine.assess(work.request(), target.session());
    listener.planned(work, target.session().server(), plan.steps());
    if (plan.steps().isEmpty()) {
      return record(Ledger.Kind.ROLLBACK, before, plan.steps(), interrupted);
    }
    try (EngineLock _ = engine.lock(work.request(), target.session(), identity.who())) {
      return record(Ledger.Kind.ROLLBACK, before, plan.steps(), interrupted);
    }
  }

  private DeploymentResult record(
      Ledger.Kind kind,
      Assessment before,
      List<PlannedMigration> migrations,
      List<Ledger.Interrupted> interrupted) {
    Ledger.Deployment deployment =
        LedgerEntry.open(work, kind, identity, PlanHash.of(migrations), before.position());
    target.ledger().begin(deployment);
    Executor.RunOutcome outcome;
    try {
      outcome = run(deployment.id(), before.setup(), migrations);
    } catch (LockstepException e) {
      finishQuietly(deployment.id(), e);
      throw e;
    }
    @Nullable String position =
        migrations.isEmpty()
            ? before.position()
            : engine.assess(work.request(), target.session()).position();
    Duration took = Duration.between(started, identity.clock().instant());
    Executor.Failure failure = outcome.failure();
    Ledger.Outcome ending = failure == null ? Ledger.Outcome.SUCCEEDED : Ledger.Outcome.FAILED;
    String message = failure == null ? "" : failure.message();
    int count = outcome.applied().size();
    target.ledger().finish(deployment.id(), ending, position, count, message);
    if (failure == null) {
      return new Succeeded(work, deployment.id(), outcome.applied(), interrupted, position, took);
    }
    List<PlannedMigration> notRun =
        migrations.subList(Math.min(count + 1, migrations.size()), migrations.size());
    return new Stopped(work, deployment.id(), outcome.applied(), failure, notRun, took);
  }

  /// Runs the plan in stretches of the same kind of execution, in order.
  private Executor.RunOutcome run(
      String deploymentId, List<String> setup, List<PlannedMigration> migrations) {
    List<PlannedMigration> applied = new ArrayList<>();
    List<String> stillToSetUp = setup;
    int next = 0;
    while (next < migrations.size()) {
      int end = endOfStretch(migrations, next);
      List<PlannedMigration> stretch = migrations.subList(next, end);
      Executor.RunOutcome outcome =
          switch (stretch.getFirst().execution()) {
            case Execution.Direct _ ->
                target.executor().run(deploymentId, stillToSetUp, stretch, listener);
            case Execution.ByEngine _ -> runByEngine(deploymentId, stretch);
          };
      stillToSetUp = List.of();
      applied.addAll(outcome.applied());
      if (outcome.failure() != null) {
        return new Executor.RunOutcome(applied, outcome.failure());
      }
      next = end;
    }
    return new Executor.RunOutcome(applied, null);
  }

  private Executor.RunOutcome runByEngine(String deploymentId, List<PlannedMigration> stretch) {
    List<PlannedMigration> finished = new ArrayList<>();
    Engine.RunListener counting =
        new Engine.RunListener() {
          @Override
          public void started(PlannedMigration migration) {
            listener.started(migration);
          }

          @Override
          public void finished(PlannedMigration migration) {
            finished.add(migration);
            listener.finished(migration);
          }
        };
    try {
      target
          .executor()
          .observed(
              deploymentId,
              stretch,
              () -> engine.run(work.request(), target.session(), stretch, counting));
    } catch (LockstepException e) {
      if (e.code() == ErrorCode.INTERNAL || finished.size() >= stretch.size()) {
        throw e;
      }
      PlannedMigration culprit = stretch.get(finished.size());
      return new Executor.RunOutcome(
          finished, new Executor.Failure(culprit, -1, 0, e.code(), e.getMessage(), e.nextStep()));
    }
    return new Executor.RunOutcome(stretch, null);
  }

  private static int endOfStretch(List<PlannedMigration> migrations, int start) {
    Class<?> kind = migrations.get(start).execution().getClass();
    int end = start + 1;
    while (end < migrations.size() && migrations.get(end).execution().getClass() == kind) {
      end++;
    }
    return end;
  }

  private static void checkPlan(@Nullable String expected, List<PlannedMigration> pending) {
    if (expected != null && !expected.equals(PlanHash.of(pending))) {
      throw new LockstepException(
          ErrorCode.PLAN_STALE,
          "The target or the files changed since this plan was made, so it would run something"
              + " else.",
          "Make a new plan, look at it, and deploy that one.");
    }
  }

  /// Closes the ledger entry of a run that threw; the first error is the one to tell.
  private void finishQuietly(String deploymentId, LockstepException cause) {
    try {
      target.ledger().finish(deploymentId, Ledger.Outcome.FAILED, null, 0, cause.getMessage());
    } catch (LockstepException e) {
      cause.addSuppressed(e);
    }
  }
}
