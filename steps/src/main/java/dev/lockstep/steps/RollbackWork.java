package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes changes back.
///
/// A try that is taken up again never takes a number of changes back twice: what the one before it
/// did stands in the ledgers.
final class RollbackWork implements Work {
  /// Begins a tag that stands for "before these deployments".
  static final String BEFORE = "before:";

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    if (job.step().again() && job.text("count").isPresent()) {
      List<Value.Fields> left = command.left();
      if (!left.isEmpty()) {
        return new Outcome.Unclear(
            "Whoever took changes back before was cut off, and deployment "
                + Looking.text(left.getFirst(), "id")
                + " is what it left. Look at lockstep history, and say whether it is enough.");
      }
    }
    List<String> words = new ArrayList<>(howFar(job));
    Gate.Answer asked = Gate.rollback(job, words);
    if (!(asked instanceof Gate.Answer.Pass pass)) {
      return ((Gate.Answer.Shut) asked).outcome();
    }
    words.add("--yes");
    words.addAll(pass.words());
    Command.Answer answer = command.passed(pass).onTargets("rollback", words);
    List<Value.Fields> deployments = answer.list("deployments");
    return command.outcome(
        answer,
        new Output()
            .with(
                "changes",
                deployments.stream()
                    .mapToLong(one -> Looking.texts(one, "migrations").size())
                    .sum())
            .with(
                "deployments",
                deployments.stream().map(one -> Looking.text(one, "deployment")).toList())
            .fields());
  }

  /// Returns the option that says how far.
  static List<String> howFar(Job job) {
    List<String> words = new ArrayList<>();
    job.text("tag")
        .ifPresent(tag ->
            words.add(
                tag.startsWith(BEFORE)
                    ? "--deployment=" + tag.substring(BEFORE.length())
                    : "--to-tag=" + tag));
    job.text("count").ifPresent(count -> words.add("--count=" + count));
    job.text("to").ifPresent(to -> words.add("--to-version=" + to));
    if (words.size() != 1) {
      throw StepFailure.told(
          words.isEmpty()
              ? "Say how far to roll back: by tag, count or to."
              : "Say how far to roll back by one of tag, count and to.");
    }
    return words;
  }
}
