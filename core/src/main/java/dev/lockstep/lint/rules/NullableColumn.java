package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import java.util.HashSet;
import java.util.Set;

/// A column may be null.
final class NullableColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "nullable-column",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Every program has to expect a null, and conditions on it are neither true nor false.",
          "Make it NOT NULL with a default.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Set<String> keys = new HashSet<>();
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      if (bound.constraint().type() == ConstraintType.PRIMARY_KEY) {
        keys.addAll(bound.constraint().columns());
      }
    }
    for (Definitions.Defined defined : Definitions.columns(operation)) {
      Column column = defined.column();
      if (column.type() != null && !column.isNotNull() && !keys.contains(column.name())) {
        scene.say(
            column.range(),
            "Column %s may be null.".formatted(column.name()),
            ABOUT.instead(),
            null);
      }
    }
  }
}
