package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;

/// Looks for changes that no history tells of; to find some is no failure.
final class DriftWork implements Work {
  private static final int FOUND = 1;

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("drift", List.of());
    List<Value.Fields> instances = answer.list("instances");
    Value.Fields output = output(instances);
    boolean looked =
        !instances.isEmpty()
            && instances.stream().noneMatch(one -> Looking.text(one, "state").equals("failed"));
    return looked && answer.exit() == FOUND && !answer.stopped()
        ? new Outcome.Succeeded(output)
        : command.outcome(answer, output);
  }

  static Value.Fields output(List<Value.Fields> instances) {
    List<String> drifted =
        instances.stream()
            .filter(one -> Looking.text(one, "state").equals("drift"))
            .map(one -> Looking.text(one, "instance"))
            .toList();
    return new Output()
        .with("drifted", !drifted.isEmpty())
        .with("instances", drifted)
        .with(
            "differences",
            instances.stream().mapToLong(one -> Looking.list(one, "differences").size()).sum())
        .fields();
  }
}
