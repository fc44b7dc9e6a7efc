package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.DropDefault;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.Operation.SetDefault;

/// A column loses its default.
final class DropsDefault implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-default",
          Severity.NOTICE,
          true,
          Dialects.SERVERS,
          "Programs that leave the column out of an INSERT get a null there, or fail where it"
              + " cannot be null.",
          "Deploy programs that name the column first.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetColumnOption set
        && set.option().startsWith("drop identity")
        && scene.isInUse(set.table())) {
      scene.say(
          "Every INSERT into %s that leaves out %s fails from now on."
              .formatted(set.table(), set.column()),
          ABOUT.instead());
    }
    if (operation instanceof DropDefault drop
        && scene.isInUse(drop.table())
        && !hasNone(drop, scene)
        && scene.after().stream().noneMatch(later -> counts(later, drop, scene))) {
      boolean required =
          scene.schema().table(drop.table()).filter(t -> t.isNotNull(drop.column())).isPresent();
      boolean fails = required || scene.dialect().equals("mysql");
      scene.say(
          (fails
                  ? "Every INSERT into %s that leaves out %s fails from now on."
                  : "An INSERT into %s that leaves out %s puts a null there from now on.")
              .formatted(drop.table(), drop.column()),
          ABOUT.instead());
    }
  }

  /// Tells whether the column gets something else that fills it.
  private static boolean counts(Operation later, DropDefault drop, Scene scene) {
    if (later instanceof SetDefault set) {
      return set.column().equals(drop.column()) && scene.schema().isSame(set.table(), drop.table());
    }
    return later instanceof SetColumnOption set
        && set.option().startsWith("add generated")
        && set.column().equals(drop.column())
        && scene.schema().isSame(set.table(), drop.table());
  }

  /// Tells whether the column is known whole and has no default.
  private static boolean hasNone(DropDefault drop, Scene scene) {
    return scene.schema().isWhole(drop.table())
        && scene
            .schema()
            .table(drop.table())
            .flatMap(table -> table.columnIgnoringCase(drop.column()))
            .filter(column ->
                column.defaultValue() == null && column.numbering() == Column.Numbering.NONE)
            .isPresent();
  }
}
