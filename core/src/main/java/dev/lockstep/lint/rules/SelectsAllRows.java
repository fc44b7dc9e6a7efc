package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Query.Kind;

/// A query reads all rows.
final class SelectsAllRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "select-without-where",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "A query without a condition reads all rows, however many there will be.",
          "Say which rows.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Select select
        && select.query().where() == null
        && !select.query().has(Kind.LIMIT)
        && !select.query().reads().isEmpty()) {
      scene.say(
          "This reads all rows of %s.".formatted(select.query().reads().getFirst()),
          ABOUT.instead());
    }
  }
}
