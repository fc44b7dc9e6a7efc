package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.Rename;

/// A table, view or column gets another name.
final class RenameBreaks implements Rule {
  private static final Description ABOUT =
      new Description(
          "rename",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "Programs that know the old name break at once.",
          "Add the new one beside it, write to both, move the readers, then drop the "
              + "old one; of a table, leave a view with the old name.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Redefine redefine
        && scene.isInUse(redefine.table())
        && !redefine.column().equalsIgnoreCase(redefine.definition().name())) {
      scene.say(
          "Programs that know column %s of %s by this name break."
              .formatted(redefine.column(), redefine.table()),
          ABOUT.instead());
    }
    if (operation instanceof Rename rename && scene.isInUse(rename.object())) {
      boolean relation =
          rename.type() == ObjectType.TABLE
              || rename.type() == ObjectType.VIEW
              || rename.type() == ObjectType.MATERIALIZED_VIEW;
      if (relation && rename.part() == null) {
        scene.say(
            "Programs that know %s by this name break.".formatted(rename.object()),
            ABOUT.instead());
      } else if (relation && rename.partType() == ObjectType.COLUMN) {
        scene.say(
            "Programs that know column %s of %s by this name break."
                .formatted(rename.part(), rename.object()),
            ABOUT.instead());
      }
    }
  }
}
