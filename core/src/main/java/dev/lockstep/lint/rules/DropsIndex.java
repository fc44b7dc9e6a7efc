package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;

/// An index goes that queries may need.
final class DropsIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-index",
          Severity.NOTICE,
          true,
          Dialects.MYSQL,
          "Queries that found their rows through the index read the whole table from then "
              + "on, and building it again takes its time.",
          "Make it IGNORED (MariaDB 10.6) or INVISIBLE (MySQL 8) first, and drop it when "
              + "nothing has become slow.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop
        && drop.type() == ObjectType.INDEX
        && drop.table() != null
        && scene.isInUse(drop.table())
        && scene.whole().stream().noneMatch(DropsIndex::isReplaced)) {
      scene.say(
          "Queries on %s that use %s become slow at once."
              .formatted(drop.table(), drop.names().getFirst()),
          ABOUT.instead());
    }
  }

  private static boolean isReplaced(Operation other) {
    return other instanceof CreateIndex || other instanceof AddConstraint;
  }
}
