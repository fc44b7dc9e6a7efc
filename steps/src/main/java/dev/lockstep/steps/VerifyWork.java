package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;

/// Holds what databases hold against what their changes make on a scratch database.
final class VerifyWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("drift", List.of());
    List<Value.Fields> instances = answer.list("instances");
    Value.Fields output = DriftWork.output(instances);
    List<Value.Fields> other =
        instances.stream().filter(one -> !Looking.text(one, "state").equals("none")).toList();
    if (other.isEmpty() || answer.stopped()) {
      return command.outcome(answer, output);
    }
    Value.Fields first = other.getFirst();
    String reason = Looking.text(first, "reason");
    return job.failed(
        FailureKind.VERIFICATION,
        "%s does not hold what its changes make: %s"
            .formatted(
                Looking.text(first, "instance"),
                reason.isEmpty()
                    ? Looking.list(first, "differences").size() + " differences"
                    : reason),
        output);
  }
}
