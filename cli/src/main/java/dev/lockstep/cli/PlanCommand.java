package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.Scratches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
      "What the review has to say of it, as lockstep lint --pending says it, comes last, with what"
          + " the project's policies decide: exit code 1 where they deny."
    })
final class PlanCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final NamedPolicies policySets = new NamedPolicies();

  @Option(
      names = "--no-review",
      description = "Without the review, which reads the schemas, and without policies.")
  private boolean noReview;

  @Option(
      names = "--target",
      paramLabel = "VERSION",
      description = "Go no further than this version or changeset.")
  private @Nullable String target;

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(workspace.select(target));
    PolicyGate policies = new PolicyGate(context, workspace, policySets.names);
    Map<Work, LintResult> reviews =
        noReview ? Map.of() : review(context, workspace, outcomes, policies);
    policies.reviewed(reviews);
    Map<Work, List<Decision>> decisions = noReview ? Map.of() : decide(policies, outcomes);
    if (options.json()) {
      context
          .console()
          .line(Json.write(SnapshotJson.plan(outcomes, policies::destroying, reviews, decisions)));
    } else {
      PlanText text = new PlanText(context.console());
      for (Outcome<Snapshot> outcome : outcomes) {
        Snapshot snapshot = outcome.result();
        if (snapshot != null) {
          text.print(snapshot);
        }
      }
      LintReport.brief(context.console(), LintResult.all(LintProject.CHANGE, reviews.values()));
      decisions.forEach((work, all) -> DecisionText.print(context.console(), work, all));
      Outcomes.printWarnings(context.console(), outcomes, Integer.MAX_VALUE);
    }
    return Outcomes.exitCode(
        context,
        outcomes,
        snapshot ->
            decisions.getOrDefault(snapshot.work(), List.of()).stream()
                    .anyMatch(decision -> !decision.faults().isEmpty())
                ? ExitCode.CHECK_FAILED
                : Outcomes.exitCode(snapshot));
  }

  private static Map<Work, List<Decision>> decide(
      PolicyGate policies, List<Outcome<Snapshot>> outcomes) {
    Map<Work, List<Decision>> decisions = new LinkedHashMap<>();
    for (Outcome<Snapshot> outcome : outcomes) {
      Snapshot snapshot = outcome.result();
      if (snapshot != null) {
        decisions.put(
            outcome.work(),
            policies.judge(snapshot, Ledger.Kind.DEPLOY, snapshot.assessment().whole()));
      }
    }
    return decisions;
  }

  /// A plan is worth seeing even where nobody may read the schema that it is for.
  private static Map<Work, LintResult> review(
      CommandContext context,
      Workspace workspace,
      List<Outcome<Snapshot>> outcomes,
      PolicyGate policies) {
    try {
      return new LintProject(
              context, workspace, Scratches.embedded(), new LintRules(List.of(), Map.of()), "")
          .pending(outcomes, policies::judges);
    } catch (LockstepException e) {
      context.console().note("The plan is not reviewed: " + e.getMessage());
      return Map.of();
    }
  }
}
