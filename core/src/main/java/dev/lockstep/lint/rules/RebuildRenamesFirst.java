package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetVariable;

/// A table is renamed away before a new one takes its place.
final class RebuildRenamesFirst implements Rule {
  private static final Description ABOUT =
      new Description(
          "rebuild-renames-first",
          Severity.WARNING,
          true,
          Dialects.SQLITE,
          "Renaming a table also renames it in the foreign keys, triggers and views of others: they"
              + " follow the old table, and are left without one when that is dropped.",
          "Create the new table by another name, copy the rows, drop the old one, then rename the"
              + " new one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Rename rename
        && Rebuild.beginsWith(rename, scene)
        && scene.before().stream()
            .noneMatch(earlier ->
                earlier instanceof SetVariable set && set.name().equals("legacy_alter_table"))) {
      scene.say(
          "What refers to %s refers to %s from here on, which the file drops."
              .formatted(rename.object(), rename.to()),
          ABOUT.instead());
    }
  }
}
