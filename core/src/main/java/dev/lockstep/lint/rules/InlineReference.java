package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;

/// A foreign key is written where MySQL does not see it.
final class InlineReference implements Rule {
  private static final Description ABOUT =
      new Description(
          "inline-reference-ignored",
          Severity.WARNING,
          true,
          Dialects.MYSQL_ALONE,
          "Before version 9, MySQL reads REFERENCES at a column and ignores it, so that "
              + "there is no foreign key.",
          "Write FOREIGN KEY … REFERENCES … as a constraint of the table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final int SEEN = 90_000;

  @Override
  public void check(Operation operation, Scene scene) {
    if (scene.version() < SEEN) {
      for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
        one.column()
            .constraint(ConstraintType.FOREIGN_KEY)
            .ifPresent(reference ->
                scene.say(
                    reference.range(),
                    "%s refers to nothing: MySQL ignores this.".formatted(one),
                    ABOUT.instead(),
                    null));
      }
    }
  }
}
