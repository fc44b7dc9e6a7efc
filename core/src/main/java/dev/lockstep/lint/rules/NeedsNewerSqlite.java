package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropNotNull;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetNotNull;

/// A statement is not known to the version that is meant.
///
/// *Source*: https://www.sqlite.org/changes.html; of what came with 3.53, the grammars of 3.51.3
/// and 3.53.0.
final class NeedsNewerSqlite implements Rule {
  private static final Description ABOUT =
      new Description(
          "needs-newer-sqlite",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "Programs bring an SQLite of their own, which may be older than the one that deploys: it"
              + " refuses the statement, or cannot read the schema.",
          "Build the table anew, or wait until all programs bring a newer one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    int minor =
        switch (operation) {
          case AddConstraint _, DropConstraint _, SetNotNull _, DropNotNull _ -> 53;
          case CreateTable create when create.options().containsKey("strict") -> 37;
          case DropColumn _ -> 35;
          case CreateTable create
              when create.columns().stream().anyMatch(column -> column.generated() != null) ->
              31;
          case Rename rename when rename.partType() == ObjectType.COLUMN -> 25;
          default -> 0;
        };
    if (scene.version() < 30_000 + minor * 100) {
      scene.say("SQLite takes this since 3.%d.".formatted(minor), ABOUT.instead());
    }
  }
}
