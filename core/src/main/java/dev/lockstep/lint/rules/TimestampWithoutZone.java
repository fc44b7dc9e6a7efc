package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;

/// A column holds a time of which nobody knows where.
final class TimestampWithoutZone implements Rule {
  private static final Description ABOUT =
      new Description(
          "timestamp-without-time-zone",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "A timestamp without time zone is no point in time: what it means depends on who reads"
              + " it.",
          "Use timestamp with time zone.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Typed typed : Definitions.types(operation)) {
      if (typed.type().name().equals("timestamp without time zone")) {
        scene.say(
            typed.type().range(),
            "What column %s means depends on where it is read.".formatted(typed.column()),
            ABOUT.instead(),
            typed.type().modifiers().isEmpty() && operation instanceof CreateTable
                ? Definitions.replacing(typed.type(), "timestamptz")
                : null);
      }
    }
  }
}
