package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;

/// A column holds numbers that are not exact.
final class FloatColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "float-column",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "FLOAT and DOUBLE hold most decimal numbers only nearly, so that sums of money "
              + "are wrong and comparisons miss.",
          "Use DECIMAL.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      if (one.typeName().startsWith("float") || one.typeName().startsWith("double")) {
        scene.say(one.column().range(), "%s is not exact.".formatted(one), ABOUT.instead(), null);
      }
    }
  }
}
