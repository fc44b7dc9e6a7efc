package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;

/// A text stands in the quotes of names.
final class DoubleQuotedText implements Rule {
  private static final Description ABOUT =
      new Description(
          "double-quoted-text",
          Severity.WARNING,
          true,
          Dialects.SQLITE,
          "What is in double quotes is a name; only where there is none of it SQLite takes it for a"
              + " text, and builds of SQLite can refuse that.",
          "Put texts into single quotes.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Defined defined : Definitions.columns(operation)) {
      Expression value = defined.column().defaultValue();
      if (value != null && value.text().startsWith("\"")) {
        scene.say(
            value.range(),
            "%s is a name, and a text only for want of one.".formatted(value.text()),
            ABOUT.instead(),
            null);
      }
    }
  }
}
