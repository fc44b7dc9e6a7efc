package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;

/// A column pads its texts with blanks.
final class CharColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "char-column",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "Type character fills texts up with blanks, which count in comparisons with other types,"
              + " and is no faster than text.",
          "Use text, with a check of the length where there is one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Typed typed : Definitions.types(operation)) {
      if (typed.type().name().equals("character")) {
        scene.say(
            typed.type().range(),
            "Texts of column %s are filled up with blanks.".formatted(typed.column()),
            ABOUT.instead(),
            // Blanks count in checks, keys and other tables, so that no other type means the same.
            null);
      }
    }
  }
}
