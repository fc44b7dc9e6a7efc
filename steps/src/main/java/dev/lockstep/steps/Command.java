package dev.lockstep.steps;

import dev.lockstep.config.SecretText;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker.Try;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Runs commands of Lockstep for a step, with its settings and without any of its secrets in their
/// words.
final class Command {
  private static final int INTERRUPTED = 130;

  /// Commands that ask policies.
  private static final Set<String> JUDGED = Set.of("plan", "deploy", "rollback");

  /// Shouts in ledgers.
  private static final String PAST_GATES = " BREAK-GLASS by ";

  /// What narrows a command about databases.
  private static final Map<String, String> TARGETS =
      Map.of("schema", "--schema", "instance", "--instance", "environment", "--environment");

  /// What errors mean for those who act by their kind.
  ///
  /// *Source*: `ErrorCode`.
  private static final Map<String, FailureKind> KINDS =
      Map.of(
          "DATABASE_UNREACHABLE", FailureKind.CONNECTIVITY,
          "DATABASE_DENIED", FailureKind.AUTHENTICATION,
          "LOCK_TIMEOUT", FailureKind.TIMEOUT,
          "GIT", FailureKind.CONNECTIVITY);

  private final Job job;
  private final Map<String, String> more;

  Command(Job job) {
    this(job, Map.of());
  }

  /// @param more variables
  private Command(Job job, Map<String, String> more) {
    this.job = job;
    this.more = more;
  }

  /// Returns the same for what a gate let pass.
  Command passed(Gate.Answer.Pass pass) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (!pass.approvers().isEmpty()) {
      variables.put("LOCKSTEP_APPROVALS", String.join(",", pass.approvers()));
    }
    if (pass.broken() != null) {
      variables.put("LOCKSTEP_WHO", who(job.step()) + PAST_GATES + pass.broken());
    }
    return new Command(job, variables);
  }

  /// Is what a command said.
  record Answer(int exit, Value json, String notes, boolean stopped) {
    boolean done() {
      return exit == 0 && !stopped;
    }

    /// Lists the elements below a key.
    List<Value.Fields> list(String key) {
      return Looking.list(json, key);
    }
  }

  /// Says who a try is, for ledgers: the same when it is taken up again, unlike any other.
  static String who(Try step) {
    return "run %d %s#%d".formatted(step.run(), step.key(), step.attempt());
  }

  /// Runs a command about the databases of the step.
  Answer onTargets(String verb, List<String> more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(job.options(TARGETS));
    if (words.size() == 1) {
      throw StepFailure.told(
          "This step does not say which databases it is about: give its stage an environment, or"
              + " the step a schema or an instance.");
    }
    job.text("ref")
        .or(() -> Optional.ofNullable(job.place().ref()))
        .ifPresent(ref -> words.add("--ref=" + ref));
    words.addAll(more);
    if (JUDGED.contains(verb)) {
      Stream.of("policySets", "sets")
          .flatMap(key -> job.names(key).keySet().stream())
          .map(set -> "--policies=" + set)
          .forEach(words::add);
    }
    return run(words);
  }

  /// Runs any command; its result is read as JSON.
  Answer run(List<String> words) throws IOException, InterruptedException {
    List<String> more = new ArrayList<>(List.of(words.getFirst(), "--output=json"));
    more.addAll(words.subList(1, words.size()));
    return plain(more);
  }

  /// Runs a command below another one, such as `author diff`; its result is read as JSON.
  Answer under(String above, List<String> words) throws IOException, InterruptedException {
    List<String> more = new ArrayList<>(List.of(words.getFirst(), "--output=json"));
    more.addAll(words.subList(1, words.size()));
    return started(List.of(above), more);
  }

  /// Runs a command that prints nothing for programs.
  Answer plain(List<String> words) throws IOException, InterruptedException {
    return started(List.of(), words);
  }

  private Answer started(List<String> above, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(job.tool().command());
    command.addAll(above);
    command.add(words.getFirst());
    command.addAll(List.of("--config=" + job.place().config(), "--quiet"));
    // Names behind "--" are none of its options.
    command.addAll(words.subList(1, words.size()));
    Child.End end = Child.run(command, job.place().folder(), environment(), job.stopping());
    if (end.cut()) {
      throw StepFailure.told("The command printed more than 16 MiB, which nobody could read.");
    }
    return new Answer(
        end.exit(), Answers.parsed(end.output()), job.redaction().of(end.notes()), end.stopped());
  }

  /// Hands over the secrets that the project refers to, and says who it is for.
  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = environment(job.tool(), job.place(), job.redaction());
    environment.put("LOCKSTEP_WHO", who(job.step()));
    environment.putAll(more);
    return environment;
  }

  /// Returns the variables of a command, with the secrets that the project refers to.
  ///
  /// @param redaction gets to know them
  static Map<String, String> environment(Tool tool, Workplace place, Redaction redaction)
      throws IOException {
    Map<String, String> environment = new LinkedHashMap<>(tool.environment());
    // In a text of JSON or YAML the quotes of a reference may have backslashes.
    String config = Files.readString(place.config()).replace("\\\"", "\"");
    for (String name : SecretText.aliases(config)) {
      place
          .secrets()
          .secret(name)
          .ifPresent(secret -> {
            redaction.add(secret);
            environment.put(SecretText.variable(name), secret);
          });
    }
    environment.put("LOCKSTEP_TIED", "1");
    return environment;
  }

  /// Returns how the step ended with a command.
  Outcome outcome(Answer answer, Value.Fields output) {
    if (answer.stopped()) {
      return new Outcome.Stopped();
    }
    if (answer.exit() == 0) {
      return new Outcome.Succeeded(output);
    }
    Failure failure = failure(answer);
    return job.failed(failure.kind(), failure.message(), output);
  }

  private static Failure failure(Answer answer) {
    if (answer.exit() == INTERRUPTED) {
      return new Failure(FailureKind.RUNNER_LOST, "The command was interrupted.");
    }
    List<Value.Fields> said =
        Stream.concat(
                Stream.of(answer.json()),
                Stream.of("deployments", "plans", "instances", "changes")
                    .flatMap(key -> answer.list(key).stream()))
            .flatMap(one -> Stream.of("error", "failure").flatMap(key -> Looking.at(one, key)))
            .toList();
    List<Value.Fields> faults =
        Stream.of("deployments", "plans")
            .flatMap(key -> answer.list(key).stream())
            .flatMap(one -> Looking.list(one, "faults").stream())
            .toList();
    boolean denied =
        faults.stream().anyMatch(fault -> Looking.text(fault, "rule").equals("policy"));
    if (denied) {
      return new Failure(FailureKind.POLICY, Looking.text(faults.getFirst(), "message"));
    }
    if (!said.isEmpty()) {
      return new Failure(
          KINDS.getOrDefault(Looking.text(said.getFirst(), "code"), FailureKind.UNKNOWN),
          Looking.text(said.getFirst(), "message"));
    }
    if (!faults.isEmpty()) {
      return new Failure(FailureKind.UNKNOWN, Looking.text(faults.getFirst(), "message"));
    }
    String notes = answer.notes().strip();
    return new Failure(
        FailureKind.UNKNOWN,
        notes.isEmpty() ? "The command ended with " + answer.exit() + "." : notes);
  }

  private static boolean isBy(String startedBy, String who) {
    return startedBy.equals(who) || startedBy.startsWith(who + PAST_GATES);
  }

  /// Tells what commands of this very try have left in the ledgers.
  List<Value.Fields> left() throws IOException, InterruptedException {
    Answer history = onTargets("history", List.of("--limit=20"));
    String who = who(job.step());
    return history.list("instances").stream()
        .flatMap(instance -> Looking.list(instance, "deployments").stream())
        .filter(one -> isBy(Looking.text(one, "startedBy"), who))
        .toList();
  }
}
