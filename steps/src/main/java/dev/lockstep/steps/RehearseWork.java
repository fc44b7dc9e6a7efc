package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tries what is pending, and its way back, on a scratch database.
final class RehearseWork implements Work {
  private static final int FOUND = 1;

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("rehearse", List.of());
    List<Value.Fields> changes =
        answer.list("instances").stream()
            .flatMap(instance -> Looking.list(instance, "changes").stream())
            .toList();
    Optional<String> reason =
        Stream.concat(
                changes.stream()
                    .filter(change -> Looking.text(change, "verdict").equals("failed"))
                    .map(RehearseWork::said),
                answer.list("instances").stream()
                    .map(instance -> Looking.text(instance, "error"))
                    .filter(error -> !error.isEmpty()))
            .findFirst();
    return reason.isPresent() && answer.exit() == FOUND && !answer.stopped()
        ? job.failed(FailureKind.VERIFICATION, reason.get(), output(changes))
        : command.outcome(answer, output(changes));
  }

  /// Says in a sentence what came of a change.
  static String said(Value.Fields change) {
    String reason = Looking.text(change, "reason");
    return "The rehearsal of %s says %s: %s"
        .formatted(
            Looking.text(change, "id"),
            Looking.text(change, "verdict"),
            reason.isEmpty() ? String.join("; ", Looking.texts(change, "losses")) : reason);
  }

  static Value.Fields output(List<Value.Fields> changes) {
    Output output = new Output().with("changes", changes.size());
    for (String verdict :
        List.of("reversible", "reversible-with-loss", "irreversible", "wrong-way-back", "failed")) {
      output.with(
          name(verdict),
          changes.stream()
              .filter(change -> Looking.text(change, "verdict").equals(verdict))
              .count());
    }
    return output.fields();
  }

  /// Writes `reversible-with-loss` as expressions can: `reversibleWithLoss`.
  private static String name(String words) {
    StringBuilder name = new StringBuilder();
    for (String word : words.split("-")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
