package dev.lockstep.steps;

import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Shows the statements of a rollback.
final class RollbackPlanWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    List<String> words = new ArrayList<>(RollbackWork.howFar(job));
    words.add("--dry-run");
    Command.Answer answer = command.onTargets("rollback", words);
    return command.outcome(answer, PlanWork.output(answer.list("plans")));
  }
}
