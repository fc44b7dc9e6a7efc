package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Reindex;
import dev.lockstep.statement.Operation.SetNotNull;

/// All other writers wait while a whole table is read or written.
final class WritersWait implements Rule {
  private static final Description ABOUT =
      new Description(
          "writers-wait",
          Severity.NOTICE,
          false,
          Dialects.SQLITE,
          "One connection at a time writes to a database of SQLite. While a statement reads or"
              + " writes a whole table, all other writers wait, or fail when their busy timeout is"
              + " over; without WAL readers do so as well.",
          "Run it when few write, and give programs a busy timeout.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName table =
        switch (operation) {
          case CreateIndex index -> index.table();
          case DropColumn drop -> drop.table();
          case AddConstraint add -> add.table();
          case SetNotNull set -> set.table();
          default -> null;
        };
    boolean all =
        operation instanceof Reindex
            || (operation instanceof Maintain maintain && maintain.verb().equals("VACUUM"));
    if (all || (table != null && scene.isInUse(table))) {
      scene.say(
          "Nobody can write to the database while this goes through %s."
              .formatted(table == null ? "all of it" : scene.sized(table)),
          ABOUT.instead());
    }
  }
}
