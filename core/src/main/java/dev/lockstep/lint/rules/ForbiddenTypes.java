package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.List;

/// A column is of a type that is not used here.
final class ForbiddenTypes implements Rule {
  private static final Description ABOUT =
      new Description(
          "forbidden-types",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Types that round, depend on settings or are not supported everywhere cause faults that"
              + " are found late.",
          "Use another type.");

  private static final Parameter TYPES =
      new Parameter(
          "types",
          "money,time with time zone",
          "as the database spells them in full, with commas between them");

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
    List<String> forbidden = Lists.words(scene.parameter(TYPES));
    for (Definitions.Typed typed : Definitions.types(operation)) {
      if (forbidden.contains(typed.type().name())) {
        scene.say(
            typed.type().range(),
            "Type %s of column %s is not used here.".formatted(typed.type().name(), typed.column()),
            ABOUT.instead(),
            null);
      }
    }
  }
}
