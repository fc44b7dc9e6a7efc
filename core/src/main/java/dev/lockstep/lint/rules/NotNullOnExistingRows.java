package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.Update;

/// Rows that are there must not be null any more.
final class NotNullOnExistingRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "not-null-on-existing-rows",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "MODIFY to NOT NULL fails on the first row that is null; outside strict mode it "
              + "turns the nulls into 0 and empty texts for good.",
          "Fill the nulls first, in batches.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Redefine redefine && redefine.definition().isNotNull()) {
      boolean nullable =
          Columns.before(redefine, scene)
              .filter(before ->
                  scene.schema().table(redefine.table()).stream()
                      .anyMatch(table -> Columns.isNullable(before, table)))
              .isPresent();
      boolean filled =
          scene.before().stream()
              .anyMatch(earlier ->
                  earlier instanceof Update update
                      && update.table().equals(redefine.table())
                      && update.columns().stream().anyMatch(redefine.column()::equalsIgnoreCase));
      if (nullable && !filled) {
        scene.say(
            "This fails where %s of %s is null, or makes something else of the nulls."
                .formatted(redefine.column(), redefine.table()),
            ABOUT.instead());
      }
    }
  }
}
