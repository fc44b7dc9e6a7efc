package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetVariable;

/// A table gets the name of one that is gone and that a view still reads.
final class RebuildBelowView implements Rule {
  private static final Description ABOUT =
      new Description(
          "rebuild-below-view",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "SQLite renames no table while a view reads one that is not there, even where that is the"
              + " name that it is to get.",
          "Drop the view first and create it again behind, or say PRAGMA legacy_alter_table = ON"
              + " before.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Rename rename
        && rename.type() == ObjectType.TABLE
        && rename.part() == null
        && isGone(Rebuild.renamed(rename), scene)
        && !isLegacy(scene)) {
      scene.schema().viewsOf(Rebuild.renamed(rename)).stream()
          .findFirst()
          .ifPresent(view ->
              scene.say(
                  "This fails: view %s reads %s, which is not there."
                      .formatted(view.name(), rename.to()),
                  ABOUT.instead()));
    }
  }

  private static boolean isGone(QualifiedName table, Scene scene) {
    return scene.before().stream()
        .anyMatch(earlier ->
            earlier instanceof Drop drop
                && drop.type() == ObjectType.TABLE
                && scene.schema().isSame(drop.names().getFirst(), table));
  }

  private static boolean isLegacy(Scene scene) {
    boolean legacy = false;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof SetVariable set && set.name().equals("legacy_alter_table")) {
        legacy = !Online.isOff(set.value());
      }
    }
    return legacy;
  }
}
