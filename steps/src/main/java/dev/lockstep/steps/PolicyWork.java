package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Lets the project's policies judge the plan.
final class PolicyWork implements Work {
  private static final Set<String> DENYING = Set.of("deny", "fail");

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("plan", List.of());
    List<Value.Fields> decisions =
        answer.list("plans").stream()
            .flatMap(plan -> Looking.list(plan, "policies").stream())
            .toList();
    List<Value.Fields> denying =
        decisions.stream()
            .filter(decision -> DENYING.contains(Looking.text(decision, "verdict")))
            .toList();
    Value.Fields output =
        new Output()
            .with("decisions", decisions.size())
            .with("denied", denying.size())
            .with(
                "warned",
                decisions.stream()
                    .filter(decision -> Looking.text(decision, "verdict").equals("warn"))
                    .count())
            .fields();
    if (!denying.isEmpty() && !answer.stopped()) {
      return job.failed(
          FailureKind.POLICY,
          "The policies %s deny it: %s"
              .formatted(
                  Looking.text(denying.getFirst(), "policies"),
                  Looking.list(denying.getFirst(), "said").stream()
                      .map(said -> Looking.text(said, "message"))
                      .findFirst()
                      .orElse("")),
          output);
    }
    return command.outcome(answer, output);
  }
}
