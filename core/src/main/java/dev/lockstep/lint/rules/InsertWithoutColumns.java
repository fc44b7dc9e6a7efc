package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Insert;

/// Rows are inserted by position.
final class InsertWithoutColumns implements Rule {
  private static final Description ABOUT =
      new Description(
          "insert-without-columns",
          Severity.NOTICE,
          true,
          Dialects.ALL,
          "An INSERT that names no columns breaks, or puts values into the wrong ones, "
              + "once the table has others.",
          "Name the columns.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Insert insert
        && insert.columns().isEmpty()
        && (insert.rows() > 0 || insert.query() != null)) {
      scene.say(
          "The values go into the columns of %s by their position.".formatted(insert.table()),
          ABOUT.instead());
    }
  }
}
