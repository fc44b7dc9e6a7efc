package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker.Try;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;

/// Works on steps in a folder, with the real command line.
final class TestSteps {
  private final Path folder;
  private final StepWorkers workers;

  TestSteps(Path folder, Map<String, String> secrets) {
    this(folder, secrets, Gatehouse.OPEN);
  }

  TestSteps(Path folder, Map<String, String> secrets, Gatehouse gatehouse) {
    this.folder = folder;
    this.workers =
        new StepWorkers(
            _ ->
                new Workplace(
                    folder,
                    folder.resolve("lockstep.yaml"),
                    null,
                    name -> Optional.ofNullable(secrets.get(name))),
            Tool.ofThisProcess(Map.of()),
            gatehouse,
            true);
  }

  TestSteps file(String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Works on the first try.
  ///
  /// @param settings names and values by turns
  Outcome work(StepType type, Object... settings) {
    return work(first(type, settings), () -> false);
  }

  Outcome work(Try step, BooleanSupplier stopping) {
    return workers.work(step, stopping);
  }

  static Try first(StepType type, Object... settings) {
    return new Try(7, "prod/" + type.word(), 1, type, fields(settings), false);
  }

  static Try again(Try step) {
    return new Try(step.run(), step.key(), step.attempt(), step.type(), step.settings(), true);
  }

  static Value.Fields fields(Object... pairs) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i].toString(), value(pairs[i + 1]));
    }
    return new Value.Fields(fields);
  }

  static Value secret(String before, String name) {
    return new Value.Hidden(List.of(new Piece(before, false), new Piece(name, true)));
  }

  private static Value value(Object object) {
    return switch (object) {
      case Value value -> value;
      case List<?> items -> new Value.Items(items.stream().map(TestSteps::value).toList());
      default -> Value.of(object.toString());
    };
  }

  /// Writes an outcome for people who compare.
  static String told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(Value.Fields output) -> "succeeded " + told(output);
      case Outcome.Failed(var failure, Value.Fields output) ->
          "failed " + failure.kind() + ": " + failure.message() + " " + told(output);
      case Outcome.Unclear(String reason) -> "unclear: " + reason;
      case Outcome.Held(Hold hold) ->
          "held for " + hold.wanted() + " until " + hold.until() + " " + told(hold.about());
      case Outcome.Stopped() -> "stopped";
    };
  }

  private static String told(Value.Fields output) {
    return dev.lockstep.runs.ValueJson.write(output)
        .replaceAll("\\b\\d{8}-\\d{6}-[0-9a-f]{4}\\b", "<deployment>")
        .replaceAll("[0-9a-f]{64}", "<hash>");
  }

  static String output(Outcome outcome, String name) {
    return outcome instanceof Outcome.Succeeded(Value.Fields output)
        ? Looking.text(output, name)
        : told(outcome);
  }
}
