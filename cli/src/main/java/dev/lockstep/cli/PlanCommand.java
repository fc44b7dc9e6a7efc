package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Snapshot;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows exactly what a deployment would run.
@Command(
    name = "plan",
    addMethodSubcommands = false,
    description = {
      "Show exactly what a deployment would run, statement by statement, with its source.",
      "Reads only. The plan's hash binds a later deployment to it: deploy --plan HASH."
    })
final class PlanCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(workspace.select());
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.plan(outcomes)));
    } else {
      PlanText text = new PlanText(context.console());
      for (Outcome<Snapshot> outcome : outcomes) {
        Snapshot snapshot = outcome.result();
        if (snapshot != null) {
          text.print(snapshot);
        }
      }
      Outcomes.printWarnings(context.console(), outcomes, Integer.MAX_VALUE);
    }
    return Outcomes.exitCode(context, outcomes, Outcomes::exitCode);
  }
}
