package dev.lockstep.deploy;

import dev.lockstep.deploy.DeploymentResult.NoWayBack;
import dev.lockstep.deploy.DeploymentResult.Refused;
import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackPlan.Irreversible;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.schema.DatabaseSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Does to one target what a command asks for: look, deploy, roll back, tag, baseline, repair.
///
/// Looking never writes and needs no fence. Everything else runs under Lockstep's fence first and
/// the engine's own lock second, in that order everywhere, so that two commands cannot wait for
/// each other.
public final class Deployer {
  static final int RECENT_DEPLOYMENTS = 20;

  private final TargetFactory targets;
  private final Function<String, Engine> engines;
  private final Identity identity;

  public Deployer(TargetFactory targets, Function<String, Engine> engines, Identity identity) {
    this.targets = targets;
    this.engines = engines;
    this.identity = identity;
  }

  /// Looks at a target.
  public Snapshot look(Work work) {
    try (Target target = open(work)) {
      Session session = target.session();
      Engine engine = engine(work);
      Assessment assessment = engine.assess(work.request(), session);
      return new Snapshot(
          work,
          session.server(),
          assessment.pending().isEmpty()
              ? assessment
              : HalfDone.in(assessment, engine, target.ledger().unfinished(work.schema())),
          target.ledger().deployments(work.schema(), RECENT_DEPLOYMENTS),
          target.fence().holder(work.schema()));
    }
  }

  /// Returns the schema that the history of a target says there is, for an engine that records it.
  ///
  /// @param at another point of the history than the present one; null for the present
  public Optional<DatabaseSchema> recorded(Work work, @Nullable RollbackTarget at) {
    try (Target target = open(work)) {
      return engine(work)
          .recorded(
              work.request(), target.session(), at == null ? null : resolve(work, target, at));
    }
  }

  /// Plans a rollback without running it.
  ///
  /// @param wayBack is asked for changes without a way back
  public RollbackPlan planRollback(Work work, RollbackTarget to, WayBack wayBack) {
    try (Target target = open(work)) {
      return planRollback(work, target, to, wayBack);
    }
  }

  /// Runs everything that is pending.
  public DeploymentResult deploy(Work work, DeployRequest request, DeploymentListener listener) {
    try (Target target = open(work);
        Fence.Hold _ = acquire(work, target, listener)) {
      DeploymentRun run = new DeploymentRun(work, target, engine(work), identity, listener);
      return run.deploy(request);
    }
  }

  /// Brings a scratch database to where another one stands.
  ///
  /// @param wanted tells which migrations have been applied there
  public DeploymentResult replay(Work work, Predicate<PlannedMigration> wanted) {
    DeploymentListener silent = DeploymentListener.SILENT;
    try (Target target = open(work);
        Fence.Hold _ = acquire(work, target, silent)) {
      return new DeploymentRun(work, target, engine(work), identity, silent).replay(wanted);
    }
  }

  /// Runs a repair of the schema that is no change of the history.
  public DeploymentResult mend(
      Work work,
      PlannedMigration repair,
      Losses losses,
      PolicyGuard policies,
      DeploymentListener listener) {
    List<Fault> lost = losses.faults(List.of(repair));
    if (!lost.isEmpty()) {
      return new Refused(work, lost);
    }
    try (Target target = open(work);
        Fence.Hold _ = acquire(work, target, listener)) {
      return new DeploymentRun(work, target, engine(work), identity, listener)
          .mend(repair, policies);
    }
  }

  /// Takes applied migrations back.
  public DeploymentResult rollback(
      Work work, RollbackRequest request, DeploymentListener listener) {
    try (Target target = open(work);
        Fence.Hold _ = acquire(work, target, listener)) {
      RollbackPlan plan = planRollback(work, target, request.target(), request.wayBack());
      if (!plan.irreversible().isEmpty()
          && request.irreversibles() == RollbackRequest.Irreversibles.REFUSE) {
        return new NoWayBack(work, plan.irreversible());
      }
      DeploymentRun.checkPlan(request.plan(), plan.steps());
      List<Fault> lost = request.losses().faults(plan.steps());
      if (!lost.isEmpty()) {
        return new Refused(work, lost);
      }
      DeploymentRun run = new DeploymentRun(work, target, engine(work), identity, listener);
      return run.rollback(plan, request.guard(), request.policies());
    }
  }

  /// Names the present end of the history: in Lockstep's ledger, and in the engine's own history
  /// where the engine keeps tags.
  public DeploymentResult tag(Work work, TagName tag, DeploymentListener listener) {
    return changeHistory(
        work,
        listener,
        Ledger.Kind.TAG,
        (engine, session) -> engine.planTag(work.request(), session, tag.text()),
        (target, change) ->
            target
                .ledger()
                .setAnchor(
                    work.schema(),
                    new Ledger.Anchor(
                        tag.text(),
                        change.position(),
                        change.deploymentId(),
                        identity.clock().instant())));
  }

  /// Declares the target's present state as the given version.
  public DeploymentResult baseline(
      Work work, @Nullable String version, DeploymentListener listener) {
    return changeHistory(
        work,
        listener,
        Ledger.Kind.BASELINE,
        (engine, session) -> engine.planBaseline(work.request(), session, version),
        (target, change) -> {});
  }

  /// Brings the engine's history in line with the files.
  public DeploymentResult repair(Work work, DeploymentListener listener) {
    return changeHistory(
        work,
        listener,
        Ledger.Kind.REPAIR,
        (engine, session) -> engine.planRepair(work.request(), session),
        (target, change) -> {});
  }

  /// Runs something against an opened target under the fence, for commands that only touch the
  /// ledger.
  public void underFence(Work work, java.util.function.Consumer<Target> action) {
    try (Target target = open(work);
        Fence.Hold _ = acquire(work, target, DeploymentListener.SILENT)) {
      action.accept(target);
    }
  }

  /// Opens a target to read from it.
  public <T> T read(Work work, Function<Target, T> reader) {
    try (Target target = open(work)) {
      return reader.apply(target);
    }
  }

  /// Returns what a repair, baseline or tag would write, without writing it.
  public HistoryPlan planRepair(Work work) {
    try (Target target = open(work)) {
      return engine(work).planRepair(work.request(), target.session());
    }
  }

  private DeploymentResult changeHistory(
      Work work,
      DeploymentListener listener,
      Ledger.Kind kind,
      HistoryPlanner planner,
      AfterChange after) {
    try (Target target = open(work);
        Fence.Hold _ = acquire(work, target, listener)) {
      Engine engine = engine(work);
      HistoryPlan plan = planner.plan(engine, target.session());
      HistoryChange change = new HistoryChange(work, target, engine, identity);
      DeploymentResult result;
      if (plan.setup().isEmpty() && plan.writes().isEmpty()) {
        result = change.record(kind, plan);
      } else {
        try (EngineLock lock = engine.lock(work.request(), target.session(), identity.who())) {
          lock.takenOver().ifPresent(listener::noticed);
          result = change.record(kind, plan);
        }
      }
      after.changed(target, change);
      return result;
    }
  }

  private RollbackPlan planRollback(Work work, Target target, RollbackTarget to, WayBack wayBack) {
    Session session = target.session();
    Engine engine = engine(work);
    RollbackPlan plan = engine.planRollback(work.request(), session, resolve(work, target, to));
    List<Migration> wanted =
        plan.irreversible().stream()
            .filter(item -> !item.history().isEmpty())
            .map(Irreversible::migration)
            .toList();
    Map<String, WayBack.Way> ways = wanted.isEmpty() ? Map.of() : wayBack.find(work, wanted);
    return ways.isEmpty()
        ? plan
        : DerivedSteps.in(
            plan, engine.assess(work.request(), session), ways, session.dialect().splitter());
  }

  /// Turns a tag that only Lockstep's ledger knows into the position it stands for.
  private RollbackTarget resolve(Work work, Target target, RollbackTarget to) {
    if (!(to instanceof RollbackTarget.Tag wanted)) {
      return to;
    }
    Optional<Ledger.Anchor> anchor = target.ledger().anchor(work.schema(), wanted.tag());
    if (anchor.isPresent()) {
      return new RollbackTarget.Position(anchor.get().position());
    }
    List<Ledger.Anchor> others = target.ledger().anchors(work.schema());
    return new RollbackTarget.Tag(wanted.tag(), others.stream().map(Ledger.Anchor::tag).toList());
  }

  private Fence.Hold acquire(Work work, Target target, DeploymentListener listener) {
    return target
        .fence()
        .acquire(work.schema(), identity.who(), work.settings().fenceWait(), listener);
  }

  private Target open(Work work) {
    return targets.open(work.request().schema(), work.request().instance(), work.settings());
  }

  private Engine engine(Work work) {
    String name = work.request().schema().engine();
    Engine engine = engines.apply(name);
    if (!engine.name().equals(name)) {
      throw new LockstepException(ErrorCode.INTERNAL, "engine " + name + " is wired wrongly");
    }
    return engine;
  }

  static DeploymentResult refused(Work work, Assessment assessment) {
    return new Refused(work, assessment.faults());
  }

  private interface HistoryPlanner {
    HistoryPlan plan(Engine engine, Session session);
  }

  private interface AfterChange {
    void changed(Target target, HistoryChange change);
  }
}
