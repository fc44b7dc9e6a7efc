package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.TypeName;
import java.util.List;

/// A column holds json rather than jsonb.
final class JsonColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "json-column",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "Type json has no equality, so DISTINCT, GROUP BY and UNION fail on it, and "
              + "no index reaches into it.",
          "Use jsonb.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<Column> columns =
        switch (operation) {
          case CreateTable create -> create.columns();
          case AddColumn add -> List.of(add.column());
          default -> List.of();
        };
    for (Column column : columns) {
      TypeName type = column.type();
      if (type != null && type.name().equals("json")) {
        scene.say(
            column.range(),
            "Column %s cannot be compared.".formatted(column.name()),
            ABOUT.instead(),
            null);
      }
    }
  }
}
