package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Work;
import java.util.List;
import java.util.function.BiFunction;

/// Runs tag, baseline and repair, which only write histories, and reports them alike.
final class HistoryChanges {
  private final CommandContext context;
  private final CommonOptions options;
  private final ChangeOptions change;

  HistoryChanges(CommandContext context, CommonOptions options, ChangeOptions change) {
    this.context = context;
    this.options = options;
    this.change = change;
  }

  int run(
      List<Work> works,
      String done,
      BiFunction<Work, DeploymentListener, DeploymentResult> action) {
    DeploymentReport report = new DeploymentReport(context, options, works.size());
    List<Outcome<DeploymentResult>> outcomes =
        new FanOut(change.parallel, change.keepGoing)
            .run(
                works, work -> action.apply(work, report.listener(work)), DeploymentReport::failed);
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.results(outcomes)));
    } else {
      for (Outcome<DeploymentResult> outcome : outcomes) {
        if (outcome.result() instanceof DeploymentResult.Succeeded) {
          context.console().line(outcome.work().instance() + ": " + Console.safe(done));
        }
      }
    }
    return Outcomes.exitCode(
        context, outcomes, result -> DeploymentReport.failed(result) ? ExitCode.CHECK_FAILED : 0);
  }
}
