package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Evaluator;
import dev.lockstep.expression.Expression;
import dev.lockstep.expression.ExpressionReader;
import dev.lockstep.expression.Reading;
import dev.lockstep.expression.Template;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.Loop;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.When;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Fills in what a part of a pipeline says with values, as they are when its turn has come.
final class Filling {
  private static final int MOST_ROUNDS = 20_000;

  /// The first code of HTTP that says that something is wrong.
  private static final int FIRST_ERROR = 400;

  private final Pipeline pipeline;
  private final Names givens;
  private final Draft draft;

  Filling(Pipeline pipeline, Names givens, Draft draft) {
    this.pipeline = pipeline;
    this.givens = givens;
    this.draft = draft;
  }

  /// Is a value, or why there is none.
  record Answer<T>(@Nullable T value, @Nullable Failure failure) {
    static <T> Answer<T> of(T value) {
      return new Answer<>(value, null);
    }

    static <T> Answer<T> no(String message) {
      return new Answer<>(null, new Failure(FailureKind.UNKNOWN, message));
    }

    Failure failureOr(String message) {
      return failure == null ? new Failure(FailureKind.UNKNOWN, message) : failure;
    }
  }

  /// Tells whether a part is to run.
  ///
  /// @param failed whether something before it in its series failed
  Answer<Boolean> runs(Frame frame, boolean failed) {
    When when = frame.node().about().when();
    if (when == null) {
      return Answer.of(!failed);
    }
    boolean fits =
        switch (when.outcome()) {
          case SUCCESS -> !hasFailed(frame);
          case FAILURE -> hasFailed(frame);
          case ANY -> true;
        };
    Expression condition = when.condition();
    if (!fits || condition == null) {
      return Answer.of(fits);
    }
    return holds("The condition " + when.text(), condition, names(frame));
  }

  /// Tells whether anything in the stage around a part failed, or in the pipeline for a stage.
  private boolean hasFailed(Frame frame) {
    boolean isStage =
        frame.node() instanceof Node.Series series && series.kind() == Node.Kind.STAGE;
    String scope =
        isStage ? Run.ROOT : frame.around(Node.Kind.STAGE).map(Frame::key).orElse(Run.ROOT);
    return draft.parts().entrySet().stream()
        .anyMatch(entry ->
            entry.getValue().status().isFailure()
                && Run.isWithin(entry.getKey(), scope)
                && !entry.getKey().equals(scope));
  }

  /// Returns the beginning of a loop.
  Answer<Progress> rounds(Frame frame, Loop loop, Instant now) {
    long most = Integer.MAX_VALUE;
    if (loop.most() != null) {
      Answer<Value> asked = value(frame, loop.most());
      if (asked.value() == null) {
        return new Answer<>(null, asked.failure());
      }
      most = whole(asked.value(), 0);
      if (most < 1) {
        return Answer.no("How many run at once must be a number from 1.");
      }
    }
    Answer<List<Value.Fields>> rounds = new Rounds(this, frame).of(loop);
    if (rounds.value() == null) {
      return new Answer<>(null, rounds.failure());
    }
    int size = rounds.value().size();
    if (size > MOST_ROUNDS) {
      return Answer.no("A loop has at most " + MOST_ROUNDS + " rounds, and this one " + size + ".");
    }
    Progress part = Progress.begun(Status.RUNNING, now, null);
    return Answer.of(
        size == 0
            ? part.ended(Status.SKIPPED, now)
            : part.looping(rounds.value()).told(fields("most", Value.of(most))));
  }

  /// Returns how many parts of a loop may run at once.
  static int most(Progress part) {
    Value most = part.settings().values().get("most");
    return most == null ? Integer.MAX_VALUE : (int) whole(most, Integer.MAX_VALUE);
  }

  Answer<String> text(Frame frame, Template template) {
    Answer<Value> value = value(frame, template);
    return switch (value.value()) {
      case null -> new Answer<>(null, value.failure());
      case Value.Text(String text) -> Answer.of(text);
      case Value other ->
          Answer.no(template.source() + " must be a text, but is " + other.kindName() + ".");
    };
  }

  /// Returns what a step is told. A command gets its values by variables, below `values`.
  Answer<Value.Fields> settings(Frame frame, Node.Step step) {
    SequencedMap<String, Setting> settings = new LinkedHashMap<>(step.settings().fields());
    if (step.type() == StepType.RUN && settings.get("command") instanceof Setting.Text command) {
      switch (ShellText.bind(command.template())) {
        case Reading.Refused<ShellText>(String message, _) -> {
          return Answer.no(message);
        }
        case Reading.Done<ShellText>(ShellText bound) -> {
          settings.put("command", new Setting.Text(plain(bound.command()), command.place()));
          settings.put("values", bound.values(command.place()));
        }
      }
    }
    if (step.type() == StepType.HTTP) {
      // They are about what comes back.
      settings.remove("expect");
      settings.remove("outputs");
    }
    Answer<Value> filled = filled(frame, new Setting.Fields(settings));
    return filled.value() instanceof Value.Fields fields
        ? Answer.of(fields)
        : new Answer<>(null, filled.failure());
  }

  /// Holds what came back from a request against what was expected, and takes out what is kept.
  Answer<Value.Fields> judged(Frame frame, Setting.Fields settings, Value.Fields response) {
    Names names = Scope.with(response, names(frame));
    SequencedMap<String, Value> output = new LinkedHashMap<>(response.values());
    if (settings.fields().get("expect") instanceof Setting.Text(Template text, _)) {
      Answer<Boolean> expected = holds(text.source(), names);
      if (!Boolean.TRUE.equals(expected.value())) {
        return expected.value() == null
            ? new Answer<>(null, expected.failure())
            : Answer.no(
                "It answered with %s, and %s does not hold."
                    .formatted(textOf(response, "httpResponseCode"), text.source()));
      }
    }
    boolean failed =
        response.values().get("httpResponseCode") instanceof Value.Numeral(BigDecimal code)
            && code.intValue() >= FIRST_ERROR;
    if (failed && !settings.fields().containsKey("expect")) {
      return Answer.no("It answered with %s.".formatted(textOf(response, "httpResponseCode")));
    }
    if (settings.fields().get("outputs") instanceof Setting.Fields(var wanted)) {
      SequencedMap<String, Value> kept = new LinkedHashMap<>();
      for (Map.Entry<String, Setting> one : wanted.entrySet()) {
        if (one.getValue() instanceof Setting.Text(Template text, _)) {
          Answer<Value> value = value(text, names);
          if (value.value() == null) {
            return new Answer<>(null, value.failure());
          }
          kept.put(one.getKey(), value.value());
        }
      }
      output.put("outputVariables", new Value.Fields(kept));
    }
    return Answer.of(new Value.Fields(output));
  }

  private static Answer<Boolean> holds(String text, Names names) {
    return switch (ExpressionReader.expression(text)) {
      case Reading.Refused(String message, _) -> Answer.no(text + " cannot be read: " + message);
      case Reading.Done(Expression expression) -> holds(text, expression, names);
    };
  }

  private static Answer<Boolean> holds(String name, Expression condition, Names names) {
    return switch (Evaluator.holds(condition, names)) {
      case Reading.Done(Boolean holds) -> Answer.of(holds);
      case Reading.Refused(String message, _) -> Answer.no(name + " cannot be told: " + message);
    };
  }

  private static Template plain(String text) {
    return new Template(text, List.of(new Template.Part.Plain(text)));
  }

  Answer<Value> filled(Frame frame, Setting setting) {
    return switch (setting) {
      case Setting.Text(Template template, _) -> value(frame, template);
      case Setting.Items(List<Setting> items) -> {
        List<Value> values = new ArrayList<>();
        for (Setting item : items) {
          Answer<Value> value = filled(frame, item);
          if (value.value() == null) {
            yield value;
          }
          values.add(value.value());
        }
        yield Answer.of(new Value.Items(values));
      }
      case Setting.Fields(SequencedMap<String, Setting> fields) -> {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Setting> field : fields.entrySet()) {
          Answer<Value> value = filled(frame, field.getValue());
          if (value.value() == null) {
            yield value;
          }
          values.put(field.getKey(), value.value());
        }
        yield Answer.of(new Value.Fields(values));
      }
    };
  }

  Answer<Value> value(Frame frame, Template template) {
    return value(template, names(frame));
  }

  private static Answer<Value> value(Template template, Names names) {
    return switch (Evaluator.value(template, names)) {
      case Reading.Done(Value.Names _) ->
          Answer.no(template.source() + " names no value, but something that has values.");
      case Reading.Done(Value value) -> Answer.of(value);
      case Reading.Refused(String message, _) ->
          Answer.no(template.source() + " cannot be told: " + message);
    };
  }

  private Names names(Frame frame) {
    return Scope.of(pipeline, givens, draft.parts(), frame);
  }

  static Value.Fields fields(String name, Value value) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(name, value);
    return new Value.Fields(fields);
  }

  /// Returns a setting as text; empty where there is none.
  static String textOf(Value.Fields settings, String name) {
    return settings.values().get(name) instanceof Value.Text(String text) ? text : "";
  }

  /// Returns a number, which may be written as text.
  static long whole(Value value, long otherwise) {
    try {
      return switch (value) {
        case Value.Numeral(BigDecimal number) -> number.longValueExact();
        case Value.Text(String text) -> Long.parseLong(text.strip());
        default -> otherwise;
      };
    } catch (NumberFormatException none) {
      return otherwise;
    } catch (ArithmeticException broken) {
      return otherwise;
    }
  }
}
