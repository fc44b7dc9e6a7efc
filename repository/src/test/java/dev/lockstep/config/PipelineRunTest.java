package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Hidden;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.run.Advance;
import dev.lockstep.pipeline.run.Event;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Machine;
import dev.lockstep.pipeline.run.Order;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.project.DurationText;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays events to runs and tells what they make of them.
///
/// *Shape*: a line of `events.txt` is how much later it is, what happened, to which part.
final class PipelineRunTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TestFactory
  Stream<DynamicTest> runsEveryScenario() {
    return Scenarios.in("testdata/run").tests(PipelineRunTest::play);
  }

  private static void play(Scenario scenario) throws IOException {
    byte[] content = Files.readAllBytes(scenario.path("run.pipeline.yaml"));
    Pipeline pipeline = PipelineYaml.read("run.pipeline.yaml", content).orThrow();
    Machine machine = new Machine(pipeline, givens(inputs(scenario)));
    StringBuilder told = new StringBuilder();
    Run run = Run.NEW;
    Instant now = START;
    for (String line : scenario.read("events.txt").lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        told.append(line).append('\n');
        continue;
      }
      String[] words = line.split(" ", 5);
      now = now.plus(DurationText.parse(words[0].substring(1)).orElseThrow());
      Event event = event(words, now);
      Advance advance = machine.advance(run, event, now);
      told.append(line).append('\n');
      tell(advance, told);
      // The same event at the same time changes nothing more, and what is told is all there is.
      Advance again = machine.advance(advance.run(), event, now);
      if (!(event instanceof Event.Ended)) {
        assertThat(again.changed()).as("again: " + line).isEmpty();
        assertThat(again.orders()).as("again: " + line).isEmpty();
      }
      assertThat(applied(run, advance)).isEqualTo(advance.run().parts());
      run = advance.run();
    }
    told.append("\nin the end\n");
    run.parts()
        .forEach((key, part) ->
            told.append("  ").append(shown(key)).append(": ").append(status(part)).append('\n'));
    scenario.verify("run.txt", told.toString());
  }

  private static Map<String, Progress> applied(Run before, Advance advance) {
    Map<String, Progress> parts = new LinkedHashMap<>(before.parts());
    advance.gone().forEach(parts::remove);
    advance.changed().forEach(key -> parts.put(key, advance.run().part(key).orElseThrow()));
    return parts;
  }

  private static void tell(Advance advance, StringBuilder told) {
    for (String key : advance.gone()) {
      told.append("  ").append(shown(key)).append(" is forgotten\n");
    }
    for (String key : advance.changed()) {
      Progress part = advance.run().part(key).orElseThrow();
      told.append("  ").append(shown(key)).append(": ").append(status(part));
      Instant due = part.due();
      if (due != null) {
        told.append(", until ").append(Duration.between(START, due).toString().substring(2));
      }
      Failure failure = part.failure();
      if (failure != null && !part.status().equals(dev.lockstep.pipeline.run.Status.SUCCEEDED)) {
        told.append(" (").append(failure.kind()).append(": ").append(failure.message()).append(')');
      }
      told.append('\n');
    }
    for (Order order : advance.orders()) {
      told.append("  → ")
          .append(
              switch (order) {
                case Order.Work(String key, int attempt, var type, Value.Fields settings) ->
                    "work on %s, try %d: %s %s"
                        .formatted(shown(key), attempt, type.word(), settings.values());
                case Order.Stop(String key, int attempt) -> "stop " + key + ", try " + attempt;
                case Order.Queue(String key, String environment) ->
                    "queue " + key + " for " + environment;
                case Order.Leave(String key, String environment) ->
                    "leave " + environment + ", " + key;
                case Order.Ask(String key) -> "ask about " + key;
              })
          .append('\n');
    }
  }

  private static String shown(String key) {
    return key.isEmpty() ? "the whole" : key;
  }

  private static String status(Progress part) {
    return part.status().name().toLowerCase(Locale.ROOT)
        + (part.attempt() > 1 ? " (" + part.attempt() + ")" : "")
        + (part.output().values().isEmpty() ? "" : " " + part.output().values());
  }

  private static Event event(String[] words, Instant now) {
    String key = words.length > 2 ? words[2] : "";
    String word = words.length > 3 ? words[3] : "";
    String rest = words.length > 4 ? words[4] : "";
    return switch (words[1]) {
      case "tick" -> new Event.Tick();
      case "look" -> new Event.Look();
      case "turn" -> new Event.Turn(key);
      case "aborted" -> new Event.Aborted(key, word);
      case "superseded" -> new Event.Superseded(key);
      case "chosen" -> new Event.Chosen(key, Event.Choice.valueOf(word), rest);
      case "voted" ->
          new Event.Voted(
              key,
              new Vote(
                  word,
                  !rest.startsWith("no"),
                  rest.replace("no ", "").replace("yes", ""),
                  fields(Map.of()),
                  now),
              "");
      case "ended" -> {
        String[] place = key.split("#", 2);
        int attempt = place.length > 1 ? Integer.parseInt(place[1]) : 1;
        yield new Event.Ended(place[0], attempt, outcome(word, rest, now));
      }
      default -> throw new IllegalArgumentException(words[1]);
    };
  }

  private static Outcome outcome(String word, String rest, Instant now) {
    return switch (word) {
      case "succeeded" -> {
        SequencedMap<String, Value> output = new LinkedHashMap<>();
        for (String pair : rest.isEmpty() ? new String[0] : rest.split(",")) {
          String[] sides = pair.split("=", 2);
          output.put(sides[0], Value.of(sides[1]));
        }
        yield new Outcome.Succeeded(new Value.Fields(output));
      }
      case "stopped" -> new Outcome.Stopped();
      case "held" -> {
        // what it is about, how many votes, and after how many seconds it asks again
        String[] said = rest.split(" ");
        yield new Outcome.Held(
            new Hold(
                said[0],
                Long.parseLong(said[1]),
                said.length > 2 ? now.plusSeconds(Long.parseLong(said[2])) : null,
                fields(Map.of())));
      }
      case "unclear" -> new Outcome.Unclear(rest);
      default -> new Outcome.Failed(new Failure(FailureKind.valueOf(word), rest), fields(Map.of()));
    };
  }

  private static Value.Fields fields(Map<String, Value> values) {
    return new Value.Fields(new LinkedHashMap<>(values));
  }

  /// Returns what the run was given, a line each, `NAME = VALUE`.
  private static Value.Fields inputs(Scenario scenario) {
    SequencedMap<String, Value> inputs = new LinkedHashMap<>();
    scenario
        .readIfPresent("inputs.txt")
        .ifPresent(lines ->
            lines
                .lines()
                .map(line -> line.split(" = ", 2))
                .forEach(sides -> inputs.put(sides[0], Value.of(sides[1]))));
    return new Value.Fields(inputs);
  }

  private static Names givens(Value.Fields inputs) {
    return new Names() {
      @Override
      public @Nullable Value get(String name) {
        return switch (name) {
          case "trigger" ->
              fields(Map.of("branch", Value.of("main"), "commitSha", Value.of("c0ffee")));
          case "inputs" -> inputs;
          case "secrets" -> secrets();
          default -> null;
        };
      }

      @Override
      public List<String> known() {
        return List.of("inputs", "secrets", "trigger");
      }
    };
  }

  private static Names secrets() {
    return new Names() {
      @Override
      public Value get(String name) {
        return new Hidden(List.of(new Piece(name, true)));
      }

      @Override
      public List<String> known() {
        return List.of();
      }
    };
  }
}
