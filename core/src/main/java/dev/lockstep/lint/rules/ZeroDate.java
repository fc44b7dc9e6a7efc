package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;

/// A date is zero by default.
final class ZeroDate implements Rule {
  private static final Description ABOUT =
      new Description(
          "zero-date",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "0000-00-00 is no date: strict mode with NO_ZERO_DATE refuses it, comparisons "
              + "with NULL miss it, and programs fail on it.",
          "Use NULL for a date that is not known.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      Expression value = one.column().defaultValue();
      if (value != null && (value.text().contains("0000-00") || value.text().contains("-00-00"))) {
        scene.say(value.range(), "%s is no date by default.".formatted(one), ABOUT.instead(), null);
      }
    }
  }
}
