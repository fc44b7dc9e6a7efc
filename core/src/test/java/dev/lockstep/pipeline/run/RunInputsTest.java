package dev.lockstep.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.expression.ExpressionReader;
import dev.lockstep.expression.Reading;
import dev.lockstep.expression.Template;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.Input;
import dev.lockstep.pipeline.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunInputsTest {
  private static final Names NAMES =
      new Names() {
        @Override
        public @Nullable Value get(String name) {
          return name.equals("branch") ? Value.of("main") : null;
        }

        @Override
        public List<String> known() {
          return List.of("branch");
        }
      };

  private static Input input(String name, Input.Type type, @Nullable String preset) {
    return new Input(
        name,
        type,
        preset == null ? null : template(preset),
        name.equals("size") ? List.of("s", "l") : List.of(),
        name.equals("ticket") ? "[A-Z]+-[0-9]+" : null,
        "",
        new Place(1, 1));
  }

  private static Template template(String text) {
    return ((Reading.Done<Template>) ExpressionReader.template(text)).value();
  }

  private static final List<Input> INPUTS =
      List.of(
          input("ticket", Input.Type.TEXT, null),
          input("size", Input.Type.TEXT, "s"),
          input("from", Input.Type.TEXT, "<+branch>"),
          input("count", Input.Type.NUMBER, "3"),
          input("key", Input.Type.SECRET, "orders"));

  @Test
  void presetsFillInWhatIsNotGiven() {
    RunInputs inputs = RunInputs.of(INPUTS, Map.of("ticket", "OPS-1"), NAMES);
    assertThat(inputs.faults()).isEmpty();
    assertThat(inputs.values().values().get("from")).isEqualTo(Value.of("main"));
    assertThat(inputs.values().values().get("count")).isEqualTo(Value.of(3));
    assertThat(inputs.values().values().get("key")).hasToString("******");
  }

  @Test
  void everythingThatIsWrongIsSaid() {
    RunInputs inputs =
        RunInputs.of(INPUTS, Map.of("size", "m", "count", "many", "other", "x"), NAMES);
    assertThat(inputs.faults())
        .containsExactly(
            "The pipeline asks for no input other.",
            "The input ticket is missing.",
            "The input size may be s, l, and nothing else.",
            "The input count must be a number.");
    assertThat(RunInputs.of(INPUTS, Map.of("ticket", "ops"), NAMES).faults())
        .containsExactly("The input ticket must match [A-Z]+-[0-9]+.");
    // A pattern that would never end is no match.
    Input slow =
        new Input("x", Input.Type.TEXT, null, List.of(), "((a|aa)+)\\1b", "", new Place(1, 1));
    assertThat(RunInputs.of(List.of(slow), Map.of("x", "a".repeat(60) + "!"), NAMES).faults())
        .hasSize(1);
  }
}
