package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.DeployRequest;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings instances to their commit.
@Command(
    name = "deploy",
    addMethodSubcommands = false,
    description = {
      "Bring instances to the state of the files: run what is pending, exactly once, and record"
          + " it.",
      "Name an environment (-e), schemas (-s) or instances (-i)."
    })
final class DeployCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Mixin private final PlanHashes plans = new PlanHashes();
  @Mixin private final NamedPolicies policySets = new NamedPolicies();

  @Option(
      names = "--target",
      paramLabel = "VERSION",
      description = "Go no further than this version or changeset.")
  @Nullable String target;

  @Option(
      names = "--out-of-order",
      description = "Also run versions below the highest applied one.")
  boolean outOfOrder;

  @Option(
      names = "--check-drift",
      negatable = true,
      description =
          "Look closely, first, whether each instance holds what its history makes, and refuse to"
              + " run where it does not. Default: only where somebody else changed something since"
              + " the last deployment (drift: beforeDeploy: in lockstep.yaml).")
  @Nullable Boolean checkDrift;

  @Override
  public String name() {
    return "deploy";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Work> works = workspace.selectForChange(target, outOfOrder);
    Map<Work, @Nullable String> expected =
        plans.of(works, work -> PlanHash.of(workspace.deployer().look(work).assessment().whole()));
    if (!change.yes && context.console().canAsk() && !confirmed(context, workspace, works)) {
      throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was changed.");
    }
    DeploymentReport report = new DeploymentReport(context, options, works.size());
    FanOut fanOut = new FanOut(change.parallel, change.keepGoing);
    PolicyGate policies = new PolicyGate(context, workspace, policySets.names);
    try (DriftBeforeDeploy drift = new DriftBeforeDeploy(context, workspace, checkDrift)) {
      List<Outcome<DeploymentResult>> outcomes =
          fanOut.run(
              works,
              work ->
                  workspace
                      .deployer()
                      .deploy(
                          work,
                          new DeployRequest(
                              expected.get(work), change.losses(), drift.guard(), policies),
                          report.listener(work)),
              DeploymentReport::failed);
      return report.finish(outcomes);
    }
  }

  private static boolean confirmed(CommandContext context, Workspace workspace, List<Work> works) {
    long changes = 0;
    for (Work work : works) {
      changes += workspace.deployer().look(work).assessment().pending().size();
    }
    if (changes == 0) {
      return true;
    }
    return context
        .console()
        .confirm(
            "Deploy "
                + Outcomes.count(changes, "change")
                + " to "
                + String.join(", ", works.stream().map(Work::instance).toList())
                + "?");
  }
}
