package dev.lockstep.steps;

import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes down what a database holds.
final class SnapshotWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    String name =
        job.text("output").orElseThrow(() -> StepFailure.told("Say the file to write: output."));
    return snapshot(job, name);
  }

  static Outcome snapshot(Job job, String name) throws IOException, InterruptedException {
    String instance =
        job.text("instance")
            .orElseThrow(() -> StepFailure.told("Say the instance that a snapshot is of."));
    Path file = WorkspaceFile.in(job.place().folder(), name);
    Command command = new Command(job);
    Command.Answer answer =
        command.plain(List.of("snapshot", "--file=" + file, "--", Sides.checked(job, instance)));
    return command.outcome(answer, new Output().with("file", name).fields());
  }
}
