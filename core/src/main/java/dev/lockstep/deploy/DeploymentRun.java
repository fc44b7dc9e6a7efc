package dev.lockstep.deploy;

import dev.lockstep.deploy.DeploymentResult.Refused;
import dev.lockstep.deploy.DeploymentResult.Stopped;
import dev.lockstep.deploy.DeploymentResult.Succeeded;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
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
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs one deployment or rollback under a fence that its caller holds.
final class DeploymentRun {
  private final Work work;
  private final Target target;
  private final Engine engine;
  private final Identity identity;
  private final DeploymentListener listener;
  private final Counting progress = new Counting();
  private final Instant started;

  /// What the ledger is to keep of the way there.
  private String notice = "";

  DeploymentRun(
      Work work, Target target, Engine engine, Identity identity, DeploymentListener listener) {
    this.work = work;
    this.target = target;
    this.engine = engine;
    this.identity = identity;
    this.listener = listener;
    this.started = identity.clock().instant();
  }

  DeploymentResult deploy(DeployRequest request) {
    List<Ledger.Interrupted> interrupted = target.ledger().closeInterrupted(work.schema());
    Assessment assessment = engine.assess(work.request(), target.session());
    if (!assessment.faults().isEmpty()) {
      return Deployer.refused(work, assessment);
    }
    if (assessment.pending().isEmpty()) {
      checkPlan(request.plan(), assessment.whole());
      listener.planned(work, target.session().server(), assessment.pending());
      return record(Ledger.Kind.DEPLOY, assessment, assessment.pending(), interrupted);
    }
    DriftWatch watch = new DriftWatch(work, target.ledger(), request.guard());
    List<Fault> drift = engine.computesAnew() ? takenBack(assessment) : watch.look(assessment);
    if (!drift.isEmpty() && request.guard() != null) {
      return new Refused(work, drift);
    }
    drift.forEach(fault -> listener.noticed(fault.message()));
    try (EngineLock lock = engine.lock(work.request(), target.session(), identity.who())) {
      notice(lock);
      // A plain engine may have worked here until its lock was ours: only now the plan is certain.
      Assessment certain = engine.assess(work.request(), target.session());
      if (!certain.faults().isEmpty()) {
        return Deployer.refused(work, certain);
      }
      checkPlan(request.plan(), certain.whole());
      List<Fault> lost = request.losses().faults(certain.pending());
      if (!lost.isEmpty()) {
        return new Refused(work, lost);
      }
      List<Decision> decisions =
          judge(request.policies(), Ledger.Kind.DEPLOY, certain, certain.whole());
      if (areDenied(decisions)) {
        return denied(Ledger.Kind.DEPLOY, certain, certain.pending(), decisions);
      }
      watch.keep(certain.pending());
      forgetUnfinished();
      listener.planned(work, target.session().server(), certain.pending());
      return record(Ledger.Kind.DEPLOY, certain, certain.pending(), interrupted, decisions);
    }
  }

  /// Lists what the engine says of drift that plans from what is there: no closer look is needed.
  private List<Fault> takenBack(Assessment assessment) {
    return HalfDone.in(assessment, engine, target.ledger().unfinished(work.schema()))
        .warnings()
        .stream()
        .filter(warning -> warning.rule().equals(DriftGuard.RULE))
        .toList();
  }

  /// Runs only those pending migrations that are wanted.
  DeploymentResult replay(Predicate<PlannedMigration> wanted) {
    try (EngineLock _ = engine.lock(work.request(), target.session(), identity.who())) {
      Assessment certain = engine.assess(work.request(), target.session());
      if (!certain.faults().isEmpty()) {
        return Deployer.refused(work, certain);
      }
      List<PlannedMigration> some = certain.pending().stream().filter(wanted).toList();
      return record(Ledger.Kind.DEPLOY, certain, some, List.of());
    }
  }

  DeploymentResult mend(PlannedMigration repair, PolicyGuard policies) {
    List<Ledger.Interrupted> interrupted = target.ledger().closeInterrupted(work.schema());
    try (EngineLock lock = engine.lock(work.request(), target.session(), identity.who())) {
      notice(lock);
      Assessment before = engine.assess(work.request(), target.session());
      List<PlannedMigration> steps = List.of(repair);
      List<Decision> decisions = judge(policies, Ledger.Kind.REPAIR, before, steps);
      if (areDenied(decisions)) {
        return denied(Ledger.Kind.REPAIR, before, steps, decisions);
      }
      listener.planned(work, target.session().server(), steps);
      return record(Ledger.Kind.REPAIR, before, steps, interrupted, decisions);
    }
  }

  DeploymentResult rollback(RollbackPlan plan, @Nullable DriftGuard guard, PolicyGuard policies) {
    List<Ledger.Interrupted> interrupted = target.ledger().closeInterrupted(work.schema());
    Assessment before = engine.assess(work.request(), target.session());
    listener.planned(work, target.session().server(), plan.steps());
    if (plan.steps().isEmpty()) {
      return record(Ledger.Kind.ROLLBACK, before, plan.steps(), interrupted);
    }
    DriftWatch watch = new DriftWatch(work, target.ledger(), guard);
    watch.glance();
    try (EngineLock lock = engine.lock(work.request(), target.session(), identity.who())) {
      notice(lock);
      List<Decision> decisions = judge(policies, Ledger.Kind.ROLLBACK, before, plan.steps());
      if (areDenied(decisions)) {
        return denied(Ledger.Kind.ROLLBACK, before, plan.steps(), decisions);
      }
      watch.keep(plan.steps());
      forgetUnfinished();
      return record(Ledger.Kind.ROLLBACK, before, plan.steps(), interrupted, decisions);
    }
  }

  private List<Decision> judge(
      PolicyGuard policies, Ledger.Kind kind, Assessment now, List<PlannedMigration> steps) {
    if (!policies.judges(work)) {
      return List.of();
    }
    List<Decision> decisions =
        policies.judge(
            new Snapshot(
                work,
                target.session().server(),
                now,
                target.ledger().deployments(work.schema(), Deployer.RECENT_DEPLOYMENTS),
                Optional.empty()),
            kind,
            steps);
    decisions.forEach(decision -> decision.notices().forEach(listener::noticed));
    return decisions;
  }

  private static boolean areDenied(List<Decision> decisions) {
    return decisions.stream().anyMatch(decision -> !decision.faults().isEmpty());
  }

  /// What was denied leaves a trace too.
  private DeploymentResult denied(
      Ledger.Kind kind, Assessment before, List<PlannedMigration> steps, List<Decision> decisions) {
    target
        .ledger()
        .decided(
            LedgerEntry.open(work, kind, identity, hash(before, steps), before.position()),
            decisions);
    return new Refused(
        work, decisions.stream().flatMap(decision -> decision.faults().stream()).toList());
  }

  private static String hash(Assessment before, List<PlannedMigration> steps) {
    return PlanHash.of(steps.equals(before.pending()) ? before.whole() : steps);
  }

  private void forgetUnfinished() {
    if (engine.computesAnew()) {
      target.ledger().forgetUnfinished(work.schema());
    }
  }

  private void notice(EngineLock lock) {
    notice = lock.takenOver().orElse("");
    if (!notice.isEmpty()) {
      listener.noticed(notice);
    }
  }

  private DeploymentResult record(
      Ledger.Kind kind,
      Assessment before,
      List<PlannedMigration> migrations,
      List<Ledger.Interrupted> interrupted) {
    return record(kind, before, migrations, interrupted, List.of());
  }

  private DeploymentResult record(
      Ledger.Kind kind,
      Assessment before,
      List<PlannedMigration> migrations,
      List<Ledger.Interrupted> interrupted,
      List<Decision> decisions) {
    Ledger.Deployment deployment =
        LedgerEntry.open(work, kind, identity, hash(before, migrations), before.position());
    if (migrations.isEmpty()) {
      target.ledger().begin(deployment.over(before.position()));
      return new Succeeded(
          work, deployment.id(), List.of(), interrupted, before.position(), took());
    }
    target.ledger().begin(deployment);
    if (!decisions.isEmpty()) {
      target.ledger().decided(deployment, decisions);
    }
    Executor.RunOutcome outcome;
    try {
      outcome = run(deployment.id(), before.setup(), migrations);
    } catch (LockstepException e) {
      finishQuietly(deployment.id(), e);
      throw e;
    }
    Executor.Failure failure = outcome.failure();
    if (failure != null) {
      return stopped(deployment.id(), migrations, outcome.applied(), failure);
    }
    int count = outcome.applied().size();
    @Nullable String position = position();
    target.ledger().finish(deployment.id(), Ledger.Outcome.SUCCEEDED, position, count, notice);
    return new Succeeded(work, deployment.id(), outcome.applied(), interrupted, position, took());
  }

  private DeploymentResult stopped(
      String deploymentId,
      List<PlannedMigration> migrations,
      List<PlannedMigration> applied,
      Executor.Failure failure) {
    int count = applied.size();
    try {
      target
          .ledger()
          .finish(deploymentId, Ledger.Outcome.FAILED, position(), count, told(failure.message()));
    } catch (LockstepException lost) {
      // The failure is still the one to tell; the next run closes the entry.
      if (lost.code() != ErrorCode.DATABASE_UNREACHABLE) {
        listener.noticed(String.valueOf(lost.getMessage()));
      }
    }
    List<PlannedMigration> notRun =
        migrations.subList(Math.min(count + 1, migrations.size()), migrations.size());
    return new Stopped(work, deploymentId, applied, failure, notRun, took());
  }

  private @Nullable String position() {
    try {
      return engine.assess(work.request(), target.session()).position();
    } catch (LockstepException e) {
      if (e.code().kind() != ErrorCode.Kind.USER) {
        throw e;
      }
      // Files that changed meanwhile hide the history's end; what was done is done and is recorded.
      return null;
    }
  }

  private Duration took() {
    return Duration.between(started, identity.clock().instant());
  }

  private String told(@Nullable String message) {
    return notice.isEmpty() ? String.valueOf(message) : notice + " " + message;
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
                target.executor().run(deploymentId, stillToSetUp, stretch, progress);
            case Execution.ByEngine _ -> byEngine(deploymentId, stretch);
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

  /// Lets the engine run a stretch up to the first migration that an earlier run left half done: an
  /// engine can only begin at the beginning.
  private Executor.RunOutcome byEngine(String deploymentId, List<PlannedMigration> stretch) {
    List<Ledger.Unfinished> unfinished = target.ledger().unfinished(work.schema());
    for (int index = 0; index < stretch.size(); index++) {
      Executor.@Nullable Failure stuck = HalfDone.stuck(stretch.get(index), unfinished);
      if (stuck != null) {
        List<PlannedMigration> sound = stretch.subList(0, index);
        Executor.RunOutcome outcome =
            sound.isEmpty()
                ? new Executor.RunOutcome(sound, null)
                : runByEngine(deploymentId, sound);
        return outcome.failure() == null
            ? new Executor.RunOutcome(outcome.applied(), stuck)
            : outcome;
      }
    }
    return runByEngine(deploymentId, stretch);
  }

  private Executor.RunOutcome runByEngine(String deploymentId, List<PlannedMigration> stretch) {
    List<PlannedMigration> finished = new ArrayList<>();
    Engine.RunListener counting =
        new Engine.RunListener() {
          @Override
          public void started(PlannedMigration migration) {
            progress.started(migration);
          }

          @Override
          public void finished(PlannedMigration migration) {
            finished.add(migration);
            progress.finished(migration);
          }
        };
    try {
      target
          .executor()
          .observed(
              deploymentId,
              stretch,
              counting,
              follower -> engine.run(work.request(), target.session(), stretch, follower));
    } catch (LockstepException e) {
      if (e.code() == ErrorCode.INTERNAL || finished.size() >= stretch.size()) {
        throw e;
      }
      PlannedMigration culprit = stretch.get(finished.size());
      return new Executor.RunOutcome(finished, failed(culprit, e));
    }
    return new Executor.RunOutcome(stretch, null);
  }

  private Executor.Failure failed(PlannedMigration culprit, LockstepException cause) {
    try {
      return HalfDone.failed(culprit, cause, target.ledger().unfinished(work.schema()));
    } catch (LockstepException lost) {
      return new Executor.Failure(
          culprit,
          -1,
          0,
          cause.code(),
          String.valueOf(cause.getMessage()),
          cause.nextStep(),
          "possibly a part of it");
    }
  }

  private static int endOfStretch(List<PlannedMigration> migrations, int start) {
    Class<?> kind = migrations.get(start).execution().getClass();
    int end = start + 1;
    while (end < migrations.size() && migrations.get(end).execution().getClass() == kind) {
      end++;
    }
    return end;
  }

  static void checkPlan(@Nullable String expected, List<PlannedMigration> pending) {
    if (expected != null && !expected.equals(PlanHash.of(pending))) {
      throw new LockstepException(
          ErrorCode.PLAN_STALE,
          "The target or the files changed since this plan was made, so it would run something"
              + " else.",
          "Make a new plan, look at it, and run that one.");
    }
  }

  /// Closes the ledger entry of a run that threw; the first error is the one to tell.
  private void finishQuietly(String deploymentId, LockstepException cause) {
    Ledger.Outcome outcome =
        cause.code() == ErrorCode.INTERRUPTED ? Ledger.Outcome.INTERRUPTED : Ledger.Outcome.FAILED;
    try {
      target
          .ledger()
          .finish(deploymentId, outcome, null, progress.finished, told(cause.getMessage()));
    } catch (LockstepException e) {
      cause.addSuppressed(e);
    }
  }

  /// Passes progress on and counts it, so that a run which throws is recorded with what it reached.
  private final class Counting implements Engine.RunListener {
    private int finished;

    @Override
    public void started(PlannedMigration migration) {
      listener.started(migration);
    }

    @Override
    public void finished(PlannedMigration migration) {
      finished++;
      listener.finished(migration);
    }
  }
}
