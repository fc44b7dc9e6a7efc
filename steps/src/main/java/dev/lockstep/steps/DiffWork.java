package dev.lockstep.steps;

import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Compares two schemas.
final class DiffWork implements Work {
  private static final int DIFFERENT = 1;

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    String from = job.text("from").orElseThrow(() -> StepFailure.told("Say what is there: from."));
    String to = job.text("to").orElseThrow(() -> StepFailure.told("Say what is to be: to."));
    return diff(
        job,
        new Sought(
            from,
            to,
            job.text("format").orElse("sql"),
            job.text("output").orElse(""),
            job.holds("failOnDifference")));
  }

  /// Is what is compared, and what becomes of it.
  ///
  /// @param file to write; empty for none
  record Sought(String from, String to, String format, String file, boolean fails) {}

  static Outcome diff(Job job, Sought sought) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "diff",
                "--from=" + Sides.checked(job, sought.from()),
                "--to=" + Sides.checked(job, sought.to()),
                "--exit-code",
                "--format=" + sought.format()));
    if (!sought.file().isEmpty()) {
      words.add("--file=" + WorkspaceFile.in(job.place().folder(), sought.file()));
    }
    Command command = new Command(job);
    Command.Answer answer = command.plain(words);
    boolean different = answer.exit() == DIFFERENT && !answer.stopped();
    Output output = new Output().with("different", different);
    if (!sought.file().isEmpty()) {
      output.with("file", sought.file());
    }
    if (different && !sought.fails()) {
      return new Outcome.Succeeded(output.fields());
    }
    return different
        ? job.failed(
            FailureKind.VERIFICATION,
            "%s and %s differ.".formatted(sought.from(), sought.to()),
            output.fields())
        : command.outcome(answer, output.fields());
  }
}
