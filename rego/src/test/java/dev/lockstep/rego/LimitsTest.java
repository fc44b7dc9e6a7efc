package dev.lockstep.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.eval.Limits;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs policies that would take for ever, or all memory.
final class LimitsTest {
  private static final Limits SMALL = new Limits(Duration.ofSeconds(20), 3_000_000, 200_000);

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

  @Test
  void aTextThatDoublesIsUndefined() {
    StringBuilder policy = new StringBuilder("package a\n\nt0 := \"0123456789abcdef\"\n");
    for (int i = 1; i <= 40; i++) {
      policy.append("t%d := concat(\"\", [t%d, t%d])\n".formatted(i, i - 1, i - 1));
    }
    Rego rego = Rego.policies().add("p.rego", policy.toString()).build();
    assertThat(rego.query("x = data.a.t40", Rego.input(RegoObject.EMPTY))).isEmpty();
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
