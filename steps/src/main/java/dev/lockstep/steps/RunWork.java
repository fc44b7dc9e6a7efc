package dev.lockstep.steps;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Runs a command of the shell, in the folder of the run.
///
/// *Shape*: what the shell's variables hold in the end is kept where the step names them, however
/// the command ends. Both outputs are kept as the log, secrets left out.
///
/// @param allowed whether whoever runs the server wants that
record RunWork(boolean allowed) implements Work {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int MOST_KEPT = 1 << 20;
  private static final int MOST_LOG = 64 << 10;

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    if (!allowed) {
      throw new StepFailure(
          FailureKind.AUTHORIZATION,
          "Commands of the shell are off on this server: they could do whatever it may itself."
              + " Who runs it can start it with LOCKSTEP_COMMANDS=host, where everybody who may"
              + " write pipelines is trusted with that.");
    }
    if (job.step().again()) {
      return new Outcome.Unclear(
          "Whoever ran this command was cut off, and nobody knows how far it came. Look at what it"
              + " does, and say whether it is to run again.");
    }
    String command =
        job.revealed("command").orElseThrow(() -> StepFailure.told("Say the command to run."));
    SequencedMap<String, String> outputs = job.names("outputs");
    Path kept = Files.createTempFile("lockstep-outputs", "");
    try {
      Child.End end =
          Child.run(
              List.of(
                  job.text("shell").orElse("sh"),
                  "-c",
                  keeping(outputs.values().stream().toList()) + command),
              WorkspaceFile.in(job.place().folder(), job.text("directory").orElse(".")),
              environment(job, kept),
              job.stopping());
      return outcome(job, end, read(kept, outputs, job.redaction()));
    } finally {
      Files.deleteIfExists(kept);
    }
  }

  /// Returns what the shell does last, whatever ends it.
  private static String keeping(List<String> variables) {
    StringBuilder script = new StringBuilder();
    for (String variable : variables) {
      if (!NAME.matcher(variable).matches()) {
        throw StepFailure.told("\"%s\" is no variable of the shell.".formatted(variable));
      }
      script.append("printf '%s\\0' \"${").append(variable).append("-}\";");
    }
    return script.isEmpty()
        ? ""
        : "trap '{ "
            + script.toString().replace("'", "'\\''")
            + " } > \"$LOCKSTEP_OUTPUTS\"' EXIT\n";
  }

  private static Map<String, String> environment(Job job, Path kept) {
    Map<String, String> environment = new LinkedHashMap<>(Tool.common(System.getenv()));
    environment.putAll(job.entries("env"));
    environment.putAll(job.entries("values"));
    environment.put("LOCKSTEP_OUTPUTS", kept.toString());
    return environment;
  }

  private static Value.Fields read(
      Path kept, SequencedMap<String, String> outputs, Redaction redaction) throws IOException {
    String text;
    try (var stream = Files.newInputStream(kept)) {
      text = new String(stream.readNBytes(MOST_KEPT), StandardCharsets.UTF_8);
    }
    String[] values = text.split("\0", -1);
    SequencedMap<String, Value> read = new LinkedHashMap<>();
    int at = 0;
    for (String name : outputs.keySet()) {
      // The last piece is what follows the last value: nothing, or one that was cut.
      if (at < values.length - 1) {
        read.put(name, Value.of(redaction.of(values[at++])));
      }
    }
    return new Value.Fields(read);
  }

  private static Outcome outcome(Job job, Child.End end, Value.Fields variables) {
    if (end.stopped()) {
      return new Outcome.Stopped();
    }
    String log = job.redaction().of(end.output() + end.notes());
    Value.Fields output =
        new Output()
            .with("outputVariables", variables)
            .with("exitCode", end.exit())
            .with("log", log.length() > MOST_LOG ? log.substring(log.length() - MOST_LOG) : log)
            .fields();
    if (end.exit() == 0) {
      return new Outcome.Succeeded(output);
    }
    List<String> lines = log.strip().lines().toList();
    return job.failed(
        FailureKind.UNKNOWN,
        "The command ended with %d%s"
            .formatted(end.exit(), lines.isEmpty() ? "." : ": " + lines.getLast()),
        output);
  }
}
