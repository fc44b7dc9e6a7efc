package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.List;

/// A table has many indexes.
final class ManyIndexes implements Rule {
  private static final Description ABOUT =
      new Description(
          "too-many-indexes",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Every write to a table is made to each of its indexes.",
          "Drop those that no query uses.");

  private static final Parameter MOST =
      new Parameter("most", "10", "how many indexes a table may have");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(MOST);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    int most = Lists.number(MOST, scene.parameter(MOST));
    if (operation instanceof CreateIndex index) {
      long before =
          scene
              .schema()
              .table(index.table())
              .map(table ->
                  table.indexes().size()
                      + table.constraints(ConstraintType.PRIMARY_KEY).count()
                      + table.constraints(ConstraintType.UNIQUE).count())
              .orElse(0L);
      if (before >= most) {
        scene.say(
            "With this, %s has %d indexes, and %d may be."
                .formatted(index.table(), before + 1, most),
            ABOUT.instead());
      }
    }
  }
}
