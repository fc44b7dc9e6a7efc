package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;

/// A table takes values of any type.
final class TableNotStrict implements Rule {
  private static final Description ABOUT =
      new Description(
          "table-not-strict",
          Severity.NOTICE,
          false,
          Dialects.SQLITE,
          "But in a STRICT table, a column of any type takes values of any other.",
          "Write STRICT behind its columns, which SQLite knows since 3.37.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create
        && create.query() == null
        && !create.columns().isEmpty()
        && !create.options().containsKey("strict")) {
      scene.say("Table %s is not STRICT.".formatted(create.table()), ABOUT.instead());
    }
  }
}
