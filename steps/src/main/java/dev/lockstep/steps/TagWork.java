package dev.lockstep.steps;

import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;

/// Names the present state of databases.
final class TagWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    return tagged(job, new Outcome.Succeeded(Job.NONE));
  }

  /// Returns an outcome when the databases are tagged.
  static Outcome tagged(Job job, Outcome otherwise) throws IOException, InterruptedException {
    String tag = job.text("tag").orElseThrow(() -> StepFailure.told("Say which tag to set."));
    if (tag.startsWith("-") || tag.startsWith(RollbackWork.BEFORE)) {
      throw StepFailure.told("A tag does not begin with \"-\" or \"" + RollbackWork.BEFORE + "\".");
    }
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("tag", List.of("--yes", "--", tag));
    return answer.done() ? otherwise : command.outcome(answer, Job.NONE);
  }
}
