package dev.lockstep.steps;

import dev.lockstep.config.SecretText;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker.Try;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is one try of a step with all that it needs.
///
/// @param gatehouse knows whether databases may be changed
record Job(
    Try step,
    Workplace place,
    Tool tool,
    BooleanSupplier stopping,
    Redaction redaction,
    Gatehouse gatehouse) {
  /// What a step leaves that has nothing to tell.
  static final Value.Fields NONE = new Value.Fields(new LinkedHashMap<>());

  private @Nullable Value setting(String name) {
    return step.settings().values().get(name);
  }

  /// Returns a setting that is no secret; empty where it is not told.
  Optional<String> text(String name) {
    return switch (setting(name)) {
      case null -> Optional.empty();
      case Value.Nothing _ -> Optional.empty();
      case Value.Hidden _ ->
          throw StepFailure.told(
              "A secret cannot be the "
                  + name
                  + " of this step, for that is seen by others; only commands and requests take"
                  + " secrets.");
      case Value value -> Optional.of(plain(value)).filter(text -> !text.isEmpty());
    };
  }

  /// Returns a setting in which secrets may be, which are looked up now.
  Optional<String> revealed(String name) {
    Value value = setting(name);
    return value == null || value instanceof Value.Nothing
        ? Optional.empty()
        : Optional.of(reveal(value));
  }

  boolean holds(String name) {
    return text(name).filter(text -> text.equalsIgnoreCase("true")).isPresent();
  }

  /// Returns the entries of a setting, secrets among them.
  SequencedMap<String, String> entries(String name) {
    SequencedMap<String, String> entries = new LinkedHashMap<>();
    if (setting(name) instanceof Value.Fields(SequencedMap<String, Value> values)) {
      values.forEach((key, value) -> entries.put(key, reveal(value)));
    }
    return entries;
  }

  /// Returns names with what each stands for: a list of names stands for itself.
  SequencedMap<String, String> names(String name) {
    SequencedMap<String, String> names = new LinkedHashMap<>();
    switch (setting(name)) {
      case Value.Items(List<Value> items) ->
          items.forEach(item -> names.put(plain(item), plain(item)));
      case Value.Fields(SequencedMap<String, Value> fields) ->
          fields.forEach((key, value) -> names.put(key, plain(value)));
      case Value.Text(String text) when !text.isEmpty() -> names.put(text, text);
      case null, default -> {
        // names none
      }
    }
    return names;
  }

  private String reveal(Value value) {
    return value instanceof Value.Hidden(List<Piece> pieces)
        ? pieces.stream()
            .map(piece -> piece.secret() ? secret(piece.text()) : piece.text())
            .collect(Collectors.joining())
        : plain(value);
  }

  /// Looks a secret up, which is left out of whatever the step says from now on. What opens a
  /// database is for commands of Lockstep alone: whoever writes a pipeline could go around them.
  String secret(String name) {
    if (opensDatabases(name)) {
      throw new StepFailure(
          FailureKind.AUTHORIZATION,
          "The secret %s opens a database of the project, and no step gets it; steps about databases use it by themselves."
              .formatted(name));
    }
    String secret =
        place
            .secrets()
            .secret(name)
            .orElseThrow(() ->
                new StepFailure(
                    FailureKind.AUTHENTICATION,
                    "There is no secret %s that this run may use.".formatted(name)));
    redaction.add(secret);
    return secret;
  }

  private boolean opensDatabases(String name) {
    try {
      // In a text of JSON or YAML the quotes of a reference may have backslashes.
      return Files.isRegularFile(place.config())
          && SecretText.aliases(Files.readString(place.config()).replace("\\\"", "\""))
              .contains(name);
    } catch (IOException unreadable) {
      throw StepFailure.told("The project cannot be read: " + unreadable.getMessage());
    }
  }

  private static String plain(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Numeral(BigDecimal number) -> number.toPlainString();
      case Value.Truth(boolean truth) -> Boolean.toString(truth);
      case Value.Nothing _ -> "";
      case Value.Items(List<Value> items) ->
          items.stream().map(Job::plain).collect(Collectors.joining(","));
      default -> throw StepFailure.told(value.kindName() + " is no text.");
    };
  }

  Outcome failed(FailureKind kind, String message, Value.Fields output) {
    return new Outcome.Failed(new Failure(kind, redaction.of(message)), output);
  }

  Outcome failed(String message) {
    return failed(FailureKind.UNKNOWN, message, NONE);
  }

  /// Returns arguments for the settings that are told, as `--option=value`: what a value holds can
  /// be no option of its own.
  List<String> options(Map<String, String> options) {
    return options.entrySet().stream()
        .flatMap(
            option -> text(option.getKey()).stream().map(value -> option.getValue() + "=" + value))
        .toList();
  }

  /// The same where the setting is true or false.
  List<String> flags(Map<String, String> flags) {
    return flags.entrySet().stream()
        .flatMap(flag -> holds(flag.getKey()) ? Stream.of(flag.getValue()) : Stream.of())
        .toList();
  }
}
