package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Deploys.
///
/// *Shape*: `preStartTag` leads a rollback to before this step on each of its databases, without a
/// tag in any of them. A try that is taken up again goes on with what is still pending, and tells
/// of what the one before it did as well, which the ledgers know.
final class DeployWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    if (job.holds("markNextRun")) {
      throw StepFailure.told(
          "markNextRun is not done by this server: a change that failed is never recorded as run."
              + " Lockstep goes on behind it when the step is tried again.");
    }
    Command command = new Command(job);
    List<Value.Fields> earlier = job.step().again() ? command.left() : List.of();
    List<String> target = job.options(Map.of("target", "--target"));
    Gate.Answer asked = Gate.deploy(job, target);
    if (!(asked instanceof Gate.Answer.Pass pass)) {
      return ((Gate.Answer.Shut) asked).outcome();
    }
    List<String> words = new ArrayList<>(List.of("--yes"));
    words.addAll(target);
    words.addAll(pass.words());
    words.addAll(wanted(job, pass));
    Command.Answer answer = command.passed(pass).onTargets("deploy", words);
    List<Value.Fields> deployments = answer.list("deployments");
    Outcome outcome = command.outcome(answer, output(deployments, earlier));
    if (outcome instanceof Outcome.Succeeded && target.isEmpty() && job.text("ref").isEmpty()) {
      job.gatehouse().reached(job.step(), deployments.stream().map(DeployWork::reached).toList());
    }
    boolean ran =
        !earlier.isEmpty()
            || deployments.stream().anyMatch(one -> !Looking.texts(one, "migrations").isEmpty());
    return outcome instanceof Outcome.Succeeded && (ran || job.holds("tagAlways"))
        ? tagged(job, outcome)
        : outcome;
  }

  /// Binds the command to the plan that the step names; a gate may have bound it already.
  private static List<String> wanted(Job job, Gate.Answer.Pass pass) {
    String plan = job.text("plan").orElse("");
    if (plan.isEmpty() || pass.words().isEmpty()) {
      return job.options(Map.of("plan", "--plan"));
    }
    if (pass.words().stream().noneMatch(word -> word.endsWith("=" + plan))) {
      throw StepFailure.told(
          "The plan of this step is not what would run now: the database or the files changed"
              + " since. Make a new plan, and deploy that one.");
    }
    return List.of();
  }

  private static Gatehouse.Reached reached(Value.Fields deployment) {
    return new Gatehouse.Reached(
        Looking.text(deployment, "environment"),
        Looking.text(deployment, "schema"),
        Looking.text(deployment, "instance"));
  }

  private static Outcome tagged(Job job, Outcome outcome) throws IOException, InterruptedException {
    return job.text("tag").isPresent() ? TagWork.tagged(job, outcome) : outcome;
  }

  private static Value.Fields output(List<Value.Fields> deployments, List<Value.Fields> earlier) {
    Set<String> ids = new LinkedHashSet<>();
    List<Value> changes = new ArrayList<>();
    earlier.stream().map(one -> Looking.text(one, "id")).forEach(ids::add);
    for (Value.Fields one : deployments) {
      ids.addAll(Looking.texts(one, "interruptedBefore"));
      ids.add(Looking.text(one, "deployment"));
      for (String change : Looking.texts(one, "migrations")) {
        changes.add(
            new Output()
                .with("instance", Looking.text(one, "instance"))
                .with("id", change)
                .fields());
      }
    }
    ids.remove("");
    return new Output()
        .with("changes", changes.size())
        .with("changeSets", new Value.Items(changes))
        .with("deployments", List.copyOf(ids))
        .with("preStartTag", RollbackWork.BEFORE + String.join(",", ids))
        .fields();
  }
}
