package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Insert;

/// Rows are copied to a table that is built anew, as far as its constraints allow them.
final class RebuildLosesRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "rebuild-loses-rows",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "INSERT OR IGNORE leaves out rows that break a constraint, and INSERT OR REPLACE throws"
              + " away those in their way; where the old table is dropped behind, they are lost"
              + " without a word.",
          "Copy with INSERT alone, which fails where a row does not fit, and put such rows right"
              + " before.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Insert insert && insert.lossy() && insert.query() != null) {
      insert.query().reads().stream()
          .filter(scene::isInUse)
          .filter(table ->
              scene.after().stream()
                  .anyMatch(later ->
                      later instanceof Drop drop
                          && drop.type() == ObjectType.TABLE
                          && scene.schema().isSame(drop.names().getFirst(), table)))
          .findFirst()
          .ifPresent(table ->
              scene.say(
                  "Rows of %s that a constraint of %s forbids are lost."
                      .formatted(table.name(), insert.table().name()),
                  ABOUT.instead()));
    }
  }
}
