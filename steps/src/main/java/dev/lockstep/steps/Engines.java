package dev.lockstep.steps;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker.Try;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Turns a command of another tool into work of ours.
///
/// @param tool its name, for messages
/// @param settings its arguments
record Engines(Job job, String tool, String command, SequencedMap<String, String> settings) {
  private static final String OFFLINE = "offline:";

  /// Returns an argument, or the empty text.
  String other(String name) {
    return settings.getOrDefault(name, settings.getOrDefault(camel(name), ""));
  }

  String needed(String name) {
    String value = other(name);
    if (value.isEmpty()) {
      throw StepFailure.told("%s %s needs the setting %s.".formatted(tool, command, name));
    }
    return value;
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("-")) {
      camel.append(
          camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }

  StepFailure unknown() {
    return StepFailure.told(
        "%s %s is not run by this server: it would go around the fence, the ledger or what it"
                .formatted(tool, command)
            + " destroys. docs/harness.md lists the commands that are.");
  }

  /// @param target the last change to run; empty for all
  Outcome deploy(String target) throws IOException, InterruptedException {
    return new DeployWork().work(with(target.isEmpty() ? Map.of() : Map.of("target", target)));
  }

  Outcome plan() throws IOException, InterruptedException {
    return new PlanWork().work(with(Map.of()));
  }

  Outcome rollback(String by, String value, boolean shows)
      throws IOException, InterruptedException {
    Job work = with(Map.of(by, value));
    return shows ? new RollbackPlanWork().work(work) : new RollbackWork().work(work);
  }

  Outcome tag(String tag) throws IOException, InterruptedException {
    return new TagWork().work(with(Map.of("tag", tag)));
  }

  /// Runs a command that only reads.
  Outcome ask(String verb) throws IOException, InterruptedException {
    Command run = new Command(job);
    Command.Answer answer = run.onTargets(verb, List.of());
    return run.outcome(answer, new Output().with("result", answer.json()).fields());
  }

  /// Runs a command that changes the history alone.
  Outcome change(String verb) throws IOException, InterruptedException {
    switch (Gate.history(job, verb)) {
      case Gate.Answer.Shut(Outcome outcome) -> {
        return outcome;
      }
      case Gate.Answer.Pass _ -> {
        // A history is changed by what is declared, there is no plan to be bound to.
      }
    }
    Command run = new Command(job);
    Command.Answer answer = run.onTargets(verb, List.of("--yes"));
    return run.outcome(answer, Job.NONE);
  }

  Outcome snapshot(String file) throws IOException, InterruptedException {
    return SnapshotWork.snapshot(job, file);
  }

  /// Compares the step's database with a snapshot, as `reference-url` names one.
  Outcome diff(String format, String file) throws IOException, InterruptedException {
    String instance =
        job.text("instance").orElseThrow(() -> StepFailure.told("Say the instance to compare."));
    return DiffWork.diff(
        job, new DiffWork.Sought(instance, reference(), format, file, /* fails= */ false));
  }

  private String reference() {
    String address = needed("reference-url");
    int snapshot = address.indexOf("snapshot=");
    if (!address.startsWith(OFFLINE) || snapshot < 0) {
      throw StepFailure.told(
          "reference-url leads to a snapshot of this run (offline:postgresql?snapshot=FILE); write"
              + " one of another database by a step before.");
    }
    String file = address.substring(snapshot + "snapshot=".length());
    int more = file.indexOf('&');
    return more < 0 ? file : file.substring(0, more);
  }

  /// Returns the job with settings of ours.
  private Job with(Map<String, String> more) {
    SequencedMap<String, Value> all = new LinkedHashMap<>(job.step().settings().values());
    more.forEach((name, value) -> all.put(name, Value.of(value)));
    Try step = job.step();
    return new Job(
        new Try(
            step.run(),
            step.key(),
            step.attempt(),
            step.type(),
            new Value.Fields(all),
            step.again()),
        job.place(),
        job.tool(),
        job.stopping(),
        job.redaction(),
        job.gatehouse());
  }
}
