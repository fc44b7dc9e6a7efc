package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A column has no default.
final class ColumnWithoutDefault implements Rule {
  private static final Description ABOUT =
      new Description(
          "column-without-default",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Programs that do not know a column cannot insert rows when it has no default.",
          "Give it a default.");

  private static final Parameter REQUIRED =
      new Parameter("of", "all", "all columns, or required for those that cannot be null");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(REQUIRED);
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
      boolean filled =
          column.defaultValue() != null
              || column.generated() != null
              || column.numbering() != Numbering.NONE
              || keys.contains(column.name());
      boolean asked = !scene.parameter(REQUIRED).equals("required") || column.isNotNull();
      if (column.type() != null && !filled && asked) {
        scene.say(
            column.range(),
            "Column %s has no default.".formatted(column.name()),
            ABOUT.instead(),
            null);
      }
    }
  }
}
