package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;

/// The length of a text is part of its type.
final class LimitedText implements Rule {
  private static final Description ABOUT =
      new Description(
          "limited-text",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "To make a varchar(n) shorter, all rows are looked at while nobody can use the table, and"
              + " programs meet the limit as an error.",
          "Use text, with a check of the length, which can be replaced while others work.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Typed typed : Definitions.types(operation)) {
      boolean limited =
          typed.type().name().equals("character varying") && !typed.type().modifiers().isEmpty();
      if (limited) {
        scene.say(
            typed.type().range(),
            "The length of column %s is part of its type.".formatted(typed.column()),
            ABOUT.instead(),
            Definitions.replacing(typed.type(), "text"));
      }
    }
  }
}
