package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.List;
import java.util.Map;

/// A column holds small numbers only.
final class NarrowInteger implements Rule {
  private static final Description ABOUT =
      new Description(
          "narrow-integer",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "To make an integer column wider later, the whole table is written again while nobody can"
              + " use it.",
          "Use bigint.");

  private static final Parameter TYPES =
      new Parameter(
          "types", "smallint,integer", "the types that are too narrow, with commas between them");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(TYPES);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<String> narrow = Lists.words(scene.parameter(TYPES));
    for (Definitions.Typed typed : Definitions.types(operation)) {
      String type = typed.type().name();
      if (narrow.contains(NUMBERED.getOrDefault(type, type))) {
        scene.say(
            typed.type().range(),
            "Column %s holds no number beyond those of %s.".formatted(typed.column(), type),
            ABOUT.instead(),
            Definitions.replacing(
                typed.type(), NUMBERED.containsKey(type) ? "bigserial" : "bigint"));
      }
    }
  }

  /// What a serial type counts in.
  private static final Map<String, String> NUMBERED =
      Map.of("smallserial", "smallint", "serial", "integer");
}
