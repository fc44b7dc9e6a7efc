package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;

/// Reviews what is pending, against what the databases hold; errors are a failure.
final class ReviewWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("lint", List.of("--pending"));
    List<Value.Fields> findings = answer.list("findings");
    Output output = new Output();
    for (String severity : List.of("error", "warning", "notice")) {
      output.with(
          severity + "s",
          findings.stream()
              .filter(finding -> Looking.text(finding, "severity").equals(severity))
              .count());
    }
    if (answer.exit() == 1 && !findings.isEmpty() && !answer.stopped()) {
      Value.Fields first = findings.getFirst();
      return job.failed(
          FailureKind.VERIFICATION,
          "The review found %d: %s %s (%s)"
              .formatted(
                  findings.size(),
                  Looking.text(first, "file"),
                  Looking.text(first, "message"),
                  Looking.text(first, "rule")),
          output.fields());
    }
    return command.outcome(answer, output.fields());
  }
}
