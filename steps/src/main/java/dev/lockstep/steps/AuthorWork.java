package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes a change from a difference, into the folder of the run or as a commit on a branch.
final class AuthorWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    if (job.text("pullRequest").isPresent()) {
      throw StepFailure.told(
          "Pull requests are not opened by this server yet. Leave pullRequest out, and commit to a"
              + " branch that somebody opens one for.");
    }
    String from =
        job.text("from").orElseThrow(() -> StepFailure.told("Say what has it already: from."));
    List<String> words = new ArrayList<>(List.of("diff", "--from=" + Sides.checked(job, from)));
    words.addAll(
        job.options(
            Map.of(
                "schema", "--schema",
                "label", "--ticket",
                "message", "--message",
                "branch", "--branch")));
    Command command = new Command(job);
    Command.Answer answer = command.under("author", words);
    Value.Fields said = answer.json() instanceof Value.Fields fields ? fields : Job.NONE;
    return command.outcome(
        answer,
        new Output()
            .with("changes", Looking.texts(said, "changes"))
            .with(
                "files",
                Looking.list(said, "files").stream()
                    .map(file -> Looking.text(file, "path"))
                    .toList())
            .fields());
  }
}
