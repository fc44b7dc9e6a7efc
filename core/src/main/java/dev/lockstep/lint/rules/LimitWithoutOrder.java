package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Query.Kind;

/// Which rows are changed is a matter of chance.
final class LimitWithoutOrder implements Rule {
  private static final Description ABOUT =
      new Description(
          "limit-without-order",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "UPDATE and DELETE with LIMIT but no ORDER BY take any rows, and a replica that "
              + "runs the statement again may take others.",
          "Add ORDER BY a unique key.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Query query =
        switch (operation) {
          case Update update when scene.isInUse(update.table()) -> update.query();
          case Delete delete when scene.isInUse(delete.table()) -> delete.query();
          default -> null;
        };
    if (query != null && query.has(Kind.LIMIT) && !query.has(Kind.ORDER_BY)) {
      scene.say("This changes any rows, up to a number of them.", ABOUT.instead());
    }
  }
}
