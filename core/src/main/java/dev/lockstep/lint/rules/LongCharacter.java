package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TypeName;
import java.util.List;

/// A column of characters is long.
final class LongCharacter implements Rule {
  private static final Description ABOUT =
      new Description(
          "character-too-long",
          Severity.NOTICE,
          false,
          Dialects.SERVERS,
          "A column of a fixed number of characters takes all of them in every row.",
          "Use a text of variable length.");

  private static final Parameter MOST = new Parameter("most", "20", "how many characters may be");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(MOST);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    int most = Lists.number(MOST, scene.parameter(MOST));
    for (Definitions.Typed typed : Definitions.types(operation)) {
      TypeName type = typed.type();
      boolean fixed = type.name().equals("character") || type.name().equals("char");
      if (fixed && !type.modifiers().isEmpty() && isMore(type.modifiers().getFirst(), most)) {
        scene.say(
            type.range(),
            "Column %s takes %s characters in every row."
                .formatted(typed.column(), type.modifiers().getFirst()),
            ABOUT.instead(),
            null);
      }
    }
  }

  private static boolean isMore(String modifier, int most) {
    try {
      return Integer.parseInt(modifier) > most;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
