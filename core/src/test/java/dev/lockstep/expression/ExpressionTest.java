package dev.lockstep.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.expression.Value.Hidden;
import dev.lockstep.expression.Value.Items;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Expressions give what the lines beside them say.
class ExpressionTest {
  /// Finds what some fields hold.
  private record Known(Map<String, Value> values) implements Names {
    @Override
    public @Nullable Value get(String name) {
      return values.get(name);
    }

    @Override
    public List<String> known() {
      return values.keySet().stream().sorted().toList();
    }
  }

  private static final Names NAMES =
      new Known(
          Map.of(
              "pipeline",
              new Known(
                  Map.of(
                      "name",
                      Value.of("Deploy orders"),
                      "number",
                      Value.of(7),
                      "empty",
                      Value.of(""),
                      "variables",
                      new Known(
                          Map.of("count", Value.of("12"), "wide", Value.of("x".repeat(999)))))),
              "trigger",
              fields("branch", Value.of("main"), "tag", Value.NOTHING),
              "databases",
              new Items(List.of(Value.of("eu"), Value.of("us"))),
              "secrets",
              new Known(Map.of("token", new Hidden(List.of(new Piece("token", true)))))));

  @TestFactory
  Stream<DynamicTest> scenarios() {
    return Scenarios.in("testdata/expression").tests(ExpressionTest::play);
  }

  private static void play(Scenario scenario) {
    boolean texts = scenario.name().startsWith("text");
    String answers =
        scenario
            .read("expressions.txt")
            .lines()
            .map(line -> line + "\n  " + (texts ? filled(line) : value(line)))
            .collect(Collectors.joining("\n", "", "\n"));
    scenario.verify("values.txt", answers);
  }

  private static String value(String text) {
    return switch (ExpressionReader.expression(text)) {
      case Reading.Done(Expression expression) -> shown(Evaluator.value(expression, NAMES));
      case Reading.Refused(String message, int at) -> refused(message, at);
    };
  }

  private static String filled(String text) {
    return switch (ExpressionReader.template(text)) {
      case Reading.Done(Template template) -> shown(Evaluator.value(template, NAMES));
      case Reading.Refused(String message, int at) -> refused(message, at);
    };
  }

  private static String shown(Reading<Value> reading) {
    return switch (reading) {
      case Reading.Done(Value value) -> shown(value);
      case Reading.Refused(String message, int at) -> refused(message, at);
    };
  }

  private static String shown(Value value) {
    return switch (value) {
      case Hidden hidden -> hidden.toString();
      case Names _ -> "names";
      default -> value.kindName() + ": " + Values.text(value, 0);
    };
  }

  private static String refused(String message, int at) {
    return "✗ %d: %s".formatted(at, message);
  }

  private static Value fields(String one, Value value, String other, Value otherValue) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(one, value);
    fields.put(other, otherValue);
    return new Value.Fields(fields);
  }

  /// What never ends elsewhere ends here, and what explodes is refused.
  @Test
  void hostileExpressionsEnd() {
    String wide = "pipeline.variables.wide";
    for (String hostile :
        List.of(
            "'" + "a".repeat(40) + "!' =~ '((a|aa)+)\\1b'",
            "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "1" + "+1".repeat(5_000),
            "!".repeat(5_000) + "true",
            "<+".repeat(1_000) + "a" + ">".repeat(1_000),
            "[".repeat(500),
            "a" + ".b".repeat(5_000),
            "9".repeat(100),
            wide + ".replace('x', " + wide + ").replace('x', " + wide + ")",
            "'" + "(".repeat(8_000) + "' =~ '" + "(a".repeat(4_000) + "'")) {
      assertThat(value(hostile)).as(hostile.substring(0, 20)).startsWith("✗");
    }
  }
}
