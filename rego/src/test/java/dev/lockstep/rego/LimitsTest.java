package dev.lockstep.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.rego.builtin.Yaml;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.eval.Limits;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs policies that would take for ever, or all memory.
final class LimitsTest {
  private static final Limits SMALL = new Limits(Duration.ofSeconds(20), 3_000_000, 200_000);

  /// The usual ones, but that no machine is too slow for what they say.
  private static final Limits PATIENT =
      new Limits(Duration.ofMinutes(1), Limits.USUAL.steps(), Limits.USUAL.elements());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if { some a in numbers.range(1, 5000); some b in numbers.range(1, 5000); a * b == -1 }",
        "p := [a | some a in numbers.range(1, 1000); some b in numbers.range(1, 1000)]",
        "p := {[a, b] | some a in numbers.range(1, 1000); some b in numbers.range(1, 1000)}",
        "p[[a, b]] := 1 if { some a in numbers.range(1, 1000); some b in numbers.range(1, 1000) }",
        "p := count([1 | walk(numbers.range(1, 2000000), _)])"
      })
  void whatTakesTooMuchIsEnded(String rule) {
    Rego rego = policy(rule);
    assertThatThrownBy(() -> rego.query("x = data.a.p", Rego.input(RegoObject.EMPTY).within(SMALL)))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(EvaluationException.Kind.CANCELLED);
              assertThat(e.place().file()).isEqualTo("p.rego");
            });
  }

  /// Is what a policy of `limits.txt` may use: a long text, a row of brackets, and two values of
  /// 2^60 parts.
  private static String around() {
    StringBuilder around =
        new StringBuilder(
            """

            long := concat("", ["aaaaaaaaaa" | some i in numbers.range(1, 100000)])
            brackets := concat("", ["[" | some i in numbers.range(1, 100000)])
            v := v60
            w := w60
            v0 := 1
            w0 := 1
            """);
    for (int i = 1; i <= 60; i++) {
      around.append(
          "v%d := [v%d, v%d]\nw%d := [w%d, w%d]\n".formatted(i, i - 1, i - 1, i, i - 1, i - 1));
    }
    return around.toString();
  }

  static Stream<Arguments> tooMuch() throws IOException {
    String all = Files.readString(Path.of("src/test/resources/testdata/limits.txt"));
    return Stream.of(all.substring(3).split("\n## "))
        .map(one ->
            Arguments.of(one.substring(one.indexOf('\n') + 1), one.lines().findFirst().orElse("")));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void whatIsTooMuchEndsTheEvaluation(String rule, String message) {
    Rego rego = policy(rule + around());
    Limits limits = message.startsWith("the policy takes") ? Limits.USUAL : PATIENT;
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () ->
            assertThatThrownBy(
                    () -> rego.query("x = data.a.p", Rego.input(RegoObject.EMPTY).within(limits)))
                .isInstanceOfSatisfying(
                    EvaluationException.class,
                    e -> {
                      assertThat(e.kind()).isEqualTo(EvaluationException.Kind.CANCELLED);
                      assertThat(e.place().file()).isEqualTo("p.rego");
                    })
                .hasMessageContaining(message));
  }

  @Test
  void whatOpaRefusesInExpressionsIsNoLimit() {
    Rego rego = policy("p := regex.match(`(a{1000}){1000}`, \"a\")");
    assertThat(rego.query("x = data.a.p", Rego.input(RegoObject.EMPTY))).isEmpty();
    assertThatThrownBy(() -> rego.query("x = data.a.p", Rego.input(RegoObject.EMPTY).strictly()))
        .hasMessageContaining("error parsing regexp: invalid repeat count: `{1000}`");
  }

  @Test
  void whatIsLargeAndAllowedIsDone() {
    Rego rego =
        policy(
            """
            p := [substring("abc", 1, 99999999999), count(yaml.unmarshal(concat("", ["a: &a [1]\\nb: [", concat(",", ["*a" | some i in numbers.range(1, 100)]), "]"])).b), contains(long, concat("", [long, "b"])), count(indexof_n(long, "a"))]
            """
                + around());
    assertThat(rego.values("data.a.p", Rego.input(RegoObject.EMPTY)))
        .hasToString("[[\"bc\", 100, false, 1000000]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
  void documentsThatAreNestedTooDeepAreRefused(String bracket) {
    String text = bracket.repeat(100_000);
    assertThatThrownBy(() -> Json.read(text))
        .isInstanceOf(Json.JsonException.class)
        .hasMessage("the JSON is nested more than 1,000 levels deep");
    assertThatThrownBy(() -> Yaml.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("yaml: the document is nested more than 1,000 levels deep");
  }

  @Test
  void whatIsNestedDeepIsWorkedOn() {
    Rego rego =
        policy(
            """
            p := [count([1 | walk(a, _)]), count(json.marshal(a)), a == b, a < b, count({a, b}),
              count(sprintf("%v", [a])), count(yaml.marshal(a)), object.subset(a, b)]
            a := json.unmarshal(input)
            b := json.unmarshal(input)
            """);
    Value input = new RegoString("{\"a\":".repeat(999) + "{}" + "}".repeat(999));
    assertThat(rego.values("data.a.p", Rego.input(input)))
        .hasToString("[[1000, 5996, true, false, 1, 6995, 1000002, true]]");
  }

  private static Rego policy(String rule) {
    return Rego.policies().add("p.rego", "package a\n\n" + rule + "\n").build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, %s]", "{1, %s}", "{1: %s}", "[1 | %s, 2]", "[%s x]"})
  void nestingTakesNoTimeThatDoubles(String around) {
    String term = "1";
    for (int i = 0; i < 60; i++) {
      term = around.formatted(term);
    }
    String policy = "package a\n\np := " + term + "\n";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            var _ = Rego.policies().add("p.rego", policy).build();
          } catch (RegoFaults e) {
            assertThat(around).isIn("[1 | %s, 2]", "[%s x]");
          }
        });
  }

  @Test
  void whatIsNestedTooDeepIsAFault() {
    String policy = "package a\n\np := " + "(".repeat(100_000) + "\n";
    assertThatThrownBy(() -> Rego.policies().add("p.rego", policy))
        .isInstanceOf(RegoFaults.class)
        .hasMessageContaining("max parsing recursion depth exceeded");
  }

  @Test
  void timeRunsOut() {
    Rego rego =
        policy(
            "p if { some a in numbers.range(1, 99999); some b in numbers.range(1, 99999); a < 0 }");
    Limits hasty = new Limits(Duration.ofMillis(200), Long.MAX_VALUE, 1_000_000);
    assertThatThrownBy(() -> rego.query("x = data.a.p", Rego.input(RegoObject.EMPTY).within(hasty)))
        .hasMessageContaining("takes longer than 200 ms");
  }

  @Test
  void nothingLeavesTheProcess() {
    Rego rego = policy("p := http.send({\"method\": \"get\", \"url\": \"http://localhost\"})");
    assertThatThrownBy(() -> rego.query("x = data.a.p", Rego.input(RegoObject.EMPTY)))
        .hasMessageContaining("http.send is not available here");
  }

  @Test
  void policiesPrint() {
    List<String> printed = new ArrayList<>();
    Rego rego = policy("p if print(\"x is\", input.x, {1, 2}, input.missing)");
    Evaluation evaluation = Rego.input(RegoObject.of("x", RegoNumber.ONE)).printing(printed::add);
    assertThat(rego.query("x = data.a.p", evaluation)).hasSize(1);
    assertThat(printed).containsExactly("x is 1 {1, 2} <undefined>");
  }
}
