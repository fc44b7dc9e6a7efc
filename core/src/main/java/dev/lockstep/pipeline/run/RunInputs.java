package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Evaluator;
import dev.lockstep.expression.Expression;
import dev.lockstep.expression.ExpressionReader;
import dev.lockstep.expression.Reading;
import dev.lockstep.expression.Template;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.pipeline.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Holds what a run is given against what its pipeline asks for.
///
/// @param values of all inputs, in the order of the pipeline
/// @param faults what is wrong, in sentences; a run with any does not begin
public record RunInputs(Value.Fields values, List<String> faults) {
  public RunInputs {
    faults = List.copyOf(faults);
  }

  /// @param given by the names of inputs
  /// @param names what the presets of inputs can ask for, such as `trigger`
  public static RunInputs of(List<Input> inputs, Map<String, String> given, Names names) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> inputs.stream().noneMatch(input -> input.name().equals(name)))
        .sorted()
        .forEach(name -> faults.add("The pipeline asks for no input " + name + "."));
    for (Input input : inputs) {
      String text = given.get(input.name());
      Value value = text == null ? preset(input, names, faults) : Value.of(text);
      if (value != null) {
        values.put(input.name(), checked(input, value, faults));
      }
    }
    return new RunInputs(new Value.Fields(values), faults);
  }

  private static @Nullable Value preset(Input input, Names names, List<String> faults) {
    Template preset = input.preset();
    if (preset == null) {
      faults.add("The input " + input.name() + " is missing.");
      return null;
    }
    return switch (Evaluator.value(preset, names)) {
      case Reading.Done(Value value) -> value;
      case Reading.Refused(String message, _) -> {
        faults.add("The input %s cannot be told: %s".formatted(input.name(), message));
        yield null;
      }
    };
  }

  private static Value checked(Input input, Value value, List<String> faults) {
    String text =
        switch (value) {
          case Value.Text(String one) -> one;
          case Value.Numeral(BigDecimal number) -> number.toPlainString();
          default -> null;
        };
    if (text == null) {
      return value;
    }
    if (!input.allowed().isEmpty() && !input.allowed().contains(text)) {
      faults.add(
          "The input %s may be %s, and nothing else."
              .formatted(input.name(), String.join(", ", input.allowed())));
    }
    if (input.pattern() != null && !matches(text, input.pattern())) {
      faults.add("The input %s must match %s.".formatted(input.name(), input.pattern()));
    }
    return switch (input.type()) {
      case TEXT -> value;
      case SECRET -> new Value.Hidden(List.of(new Piece(text, true)));
      case NUMBER -> number(input, text, faults);
    };
  }

  private static Value number(Input input, String text, List<String> faults) {
    try {
      if (text.length() <= 100) {
        return new Value.Numeral(new BigDecimal(text));
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    faults.add("The input " + input.name() + " must be a number.");
    return Value.of(text);
  }

  /// Matches within the limits that hold for expressions.
  private static boolean matches(String text, String pattern) {
    if (!(ExpressionReader.expression("text =~ pattern")
        instanceof Reading.Done(Expression expression))) {
      throw new IllegalStateException("this is an expression");
    }
    Names names =
        new Names() {
          @Override
          public Value get(String name) {
            return Value.of(name.equals("text") ? text : pattern);
          }

          @Override
          public List<String> known() {
            return List.of("text", "pattern");
          }
        };
    return Evaluator.holds(expression, names) instanceof Reading.Done(Boolean holds) && holds;
  }
}
