package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.DriftGuard;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.deploy.RollbackRequest;
import dev.lockstep.deploy.WayBack;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.scratch.Scratches;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes applied changes back.
@Command(
    name = "rollback",
    addMethodSubcommands = false,
    description = {
      "Take applied changes back, newest first, by their undo scripts, rollback blocks or"
          + " inverses.",
      "Changes without a way back are named before anything runs."
    })
final class RollbackCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Mixin private final PlanHashes plans = new PlanHashes();
  @Mixin private final NamedPolicies policySets = new NamedPolicies();
  @Mixin private final ScratchOption scratch = new ScratchOption();

  @ArgGroup(exclusive = true, multiplicity = "1", heading = "%nHow far back:%n")
  private HowFar howFar = new HowFar();

  @Option(
      names = "--allow-irreversible",
      description = "Leave changes without a way back applied, and take back the others.")
  boolean allowIrreversible;

  @Option(
      names = "--derive",
      description =
          "Derive a way back for plain SQL without one, by comparing the schema before and after it"
              + " on a scratch database. It brings no rows back.")
  boolean derive;

  @Option(
      names = "--dry-run",
      description =
          "Only show what would run, with what the project's policies decide: exit code 1 where"
              + " they deny.")
  boolean dryRun;

  /// Holds the ways to say how far back.
  static final class HowFar {
    @Option(
        names = "--count",
        paramLabel = "N",
        converter = CountingNumber.class,
        description = "The last N changes.")
    @Nullable Integer count;

    @Option(
        names = "--to-tag",
        paramLabel = "TAG",
        description = "Everything applied since lockstep tag, or Liquibase itself, set this tag.")
    @Nullable String tag;

    @Option(
        names = "--to-date",
        paramLabel = "TIME",
        description =
            "Everything applied later: 2026-11-20, 2026-11-20T14:00:00 or with an offset.")
    @Nullable String date;

    @Option(
        names = "--to-version",
        paramLabel = "VERSION",
        description = "Everything above this version or changeset.")
    @Nullable String version;

    @Option(
        names = "--deployment",
        paramLabel = "ID",
        split = ",",
        description =
            "Everything since this deployment began, itself included. Of several, with commas,"
                + " each instance takes the one that it had.")
    List<String> deployments = List.of();
  }

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    try (Scratches scratches = scratch.open(context)) {
      return run(
          context, workspace, derive ? derived(context, workspace, scratches) : WayBack.NONE);
    }
  }

  private static WayBack derived(CommandContext context, Workspace workspace, Scratches scratches) {
    return new ReplayedWayBack(
        workspace,
        new Replay(scratches, context.wiring().get()),
        new SchemaReader(context, () -> workspace, scratches));
  }

  private int run(CommandContext context, Workspace workspace, WayBack wayBack) {
    List<Work> works = workspace.selectForChange(null, false);
    PolicyGate policies = new PolicyGate(context, workspace, policySets.names);
    if (dryRun) {
      return show(context, workspace, works, wayBack, policies);
    }
    if (!change.yes && context.console().canAsk()) {
      show(context, workspace, works, wayBack, policies);
      if (!context.console().confirm("Take these changes back?")) {
        throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was changed.");
      }
    }
    Map<Work, @Nullable String> expected =
        plans.of(
            works,
            work ->
                PlanHash.of(
                    workspace
                        .deployer()
                        .planRollback(work, target(workspace, work), wayBack)
                        .steps()));
    DeploymentReport report = new DeploymentReport(context, options, works.size(), derive);
    try (DriftBeforeDeploy drift = new DriftBeforeDeploy(context, workspace, null)) {
      List<Outcome<DeploymentResult>> outcomes =
          new FanOut(change.parallel, change.keepGoing)
              .run(
                  works,
                  work ->
                      workspace
                          .deployer()
                          .rollback(
                              work,
                              request(workspace, work, wayBack, drift.guard(), policies)
                                  .bound(expected.get(work)),
                              report.listener(work)),
                  DeploymentReport::failed);
      return report.finish(outcomes);
    }
  }

  private int show(
      CommandContext context,
      Workspace workspace,
      List<Work> works,
      WayBack wayBack,
      PolicyGate policies) {
    SequencedMap<Work, RollbackPlan> plans = new LinkedHashMap<>();
    SequencedMap<Work, List<Decision>> decisions = new LinkedHashMap<>();
    for (Work work : works) {
      RollbackPlan plan = workspace.deployer().planRollback(work, target(workspace, work), wayBack);
      plans.put(work, plan);
      if (policies.judges(work)) {
        decisions.put(
            work,
            policies.judge(workspace.deployer().look(work), Ledger.Kind.ROLLBACK, plan.steps()));
      }
    }
    if (options.json()) {
      context
          .console()
          .line(Json.write(SnapshotJson.rollbackPlans(plans, policies::destroying, decisions)));
    } else {
      plans.forEach((work, plan) -> new PlanText(context.console()).print(work, plan));
      decisions.forEach((work, all) -> DecisionText.print(context.console(), work, all));
    }
    boolean complete = plans.values().stream().allMatch(plan -> plan.irreversible().isEmpty());
    boolean allowed =
        decisions.values().stream()
            .flatMap(List::stream)
            .allMatch(decision -> decision.faults().isEmpty());
    return allowed && (complete || allowIrreversible) ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private RollbackRequest request(
      Workspace workspace,
      Work work,
      WayBack wayBack,
      @Nullable DriftGuard guard,
      PolicyGuard policies) {
    return new RollbackRequest(
        null,
        target(workspace, work),
        allowIrreversible
            ? RollbackRequest.Irreversibles.LEAVE_APPLIED
            : RollbackRequest.Irreversibles.REFUSE,
        change.losses(),
        wayBack,
        guard,
        policies);
  }

  private RollbackTarget target(Workspace workspace, Work work) {
    if (howFar.count != null) {
      return new RollbackTarget.Count(howFar.count);
    }
    if (howFar.tag != null) {
      return new RollbackTarget.Tag(howFar.tag, List.of());
    }
    if (howFar.date != null) {
      return new RollbackTarget.Date(instant(howFar.date));
    }
    if (howFar.version != null) {
      return new RollbackTarget.Version(howFar.version);
    }
    return new RollbackTarget.Position(workspace.positionBefore(work, howFar.deployments));
  }

  private static Instant instant(String text) {
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      String iso = text.replace(' ', 'T');
      if (iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$")) {
        return OffsetDateTime.parse(iso).toInstant();
      }
      return LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--to-date does not understand '" + text + "'.",
          "Write 2026-11-20, 2026-11-20T14:00:00 (this machine's time) or 2026-11-20T14:00:00Z.");
    }
  }
}
