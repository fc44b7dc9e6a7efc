package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.Operation.SetTableOption;

/// A table is written again from start to end by hand.
final class RewritesTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "rewrites-table",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "VACUUM FULL, CLUSTER, SET LOGGED, SET UNLOGGED, another access method and another "
              + "expression of a stored column write the table again while nobody can use it.",
          "Use pg_repack, or do it while nobody needs the table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case Maintain maintain
          when (maintain.verb().equals("VACUUM FULL") || maintain.verb().equals("CLUSTER"))
              && (maintain.tables().isEmpty()
                  || maintain.tables().stream().anyMatch(scene::isInUse)) ->
          scene.say("Nobody can use the table while it is written again.", ABOUT.instead());
      case SetTableOption set
          when scene.isInUse(set.table())
              && (set.option().equals("set logged")
                  || set.option().equals("set unlogged")
                  || set.option().startsWith("set access method")) ->
          scene.say(
              "The whole of %s is written again while nobody can use it."
                  .formatted(scene.sized(set.table())),
              ABOUT.instead());
      case SetColumnOption set
          when scene.isInUse(set.table())
              && set.option().startsWith("set expression")
              && isStored(set, scene) ->
          scene.say(
              "The whole of %s is written again while nobody can use it."
                  .formatted(scene.sized(set.table())),
              "Add another column, and move its readers.");
      default -> {
        // writes nothing again
      }
    }
  }

  private static boolean isStored(SetColumnOption set, Scene scene) {
    return scene
        .schema()
        .table(set.table())
        .flatMap(table -> table.column(set.column()))
        .map(Column::generated)
        .map(Column.Generated::stored)
        .orElse(true);
  }
}
