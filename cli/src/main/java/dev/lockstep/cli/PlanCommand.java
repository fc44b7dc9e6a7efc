package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.Scratches;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows exactly what a deployment would run.
@Command(
    name = "plan",
    addMethodSubcommands = false,
    description = {
      "Show exactly what a deployment would run, statement by statement, with its source.",
      "Reads only. The plan's hash binds a later deployment to it: deploy --plan HASH.",
      "What the review has to say of it, as lockstep lint --pending says it, comes last."
    })
final class PlanCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(names = "--no-review", description = "Without the review, which reads the schemas.")
  private boolean noReview;

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(workspace.select());
    Map<Work, LintResult> reviews = noReview ? Map.of() : review(context, workspace, outcomes);
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.plan(outcomes, reviews)));
    } else {
      PlanText text = new PlanText(context.console());
      for (Outcome<Snapshot> outcome : outcomes) {
        Snapshot snapshot = outcome.result();
        if (snapshot != null) {
          text.print(snapshot);
        }
      }
      LintReport.brief(context.console(), LintResult.all(LintProject.CHANGE, reviews.values()));
      Outcomes.printWarnings(context.console(), outcomes, Integer.MAX_VALUE);
    }
    return Outcomes.exitCode(context, outcomes, Outcomes::exitCode);
  }

  /// A plan is worth seeing even where nobody may read the schema that it is for.
  private static Map<Work, LintResult> review(
      CommandContext context, Workspace workspace, List<Outcome<Snapshot>> outcomes) {
    try {
      return new LintProject(
              context, workspace, Scratches.embedded(), new LintRules(List.of(), Map.of()), "")
          .pending(outcomes);
    } catch (LockstepException e) {
      context.console().note("The plan is not reviewed: " + e.getMessage());
      return Map.of();
    }
  }
}
