package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;

/// A column may be null from now on.
final class DropNotNull implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-not-null",
          Severity.NOTICE,
          true,
          Dialects.ALL,
          "Programs that read the column may not expect a null.",
          "See to it first that all of them can live with one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Operation.Redefine redefine
        && !redefine.definition().isNotNull()
        && Columns.before(redefine, scene).filter(Column::isNotNull).isPresent()
        && scene.schema().table(redefine.table()).stream()
            .allMatch(table -> Columns.isNullable(redefine.definition(), table))) {
      scene.say(
          "Programs that read %s of %s may not expect a null."
              .formatted(redefine.column(), redefine.table()),
          ABOUT.instead());
    }
    if (operation instanceof Operation.DropNotNull drop && scene.isInUse(drop.table())) {
      scene.say(
          "Programs that read %s of %s may not expect a null."
              .formatted(drop.column(), drop.table()),
          ABOUT.instead());
    }
  }
}
