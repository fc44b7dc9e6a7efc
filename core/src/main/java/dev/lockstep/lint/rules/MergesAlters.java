package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropDefault;
import dev.lockstep.statement.Operation.DropNotNull;
import dev.lockstep.statement.Operation.OnTable;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.SetDefault;
import dev.lockstep.statement.Operation.SetNotNull;

/// A table is altered several times in a row.
final class MergesAlters implements Rule {
  private static final Description ABOUT =
      new Description(
          "merge-alter-table",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "Each ALTER TABLE waits for its lock, and may go through the rows, by itself.",
          "Write one ALTER TABLE with all changes.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (!scene.before().isEmpty()
        && operation instanceof OnTable on
        && alters(operation)
        && scene.isFirst()
        && scene.before().getLast() instanceof OnTable last
        && alters(scene.before().getLast())
        && scene.schema().isSame(on.table(), last.table())) {
      scene.say("The statement before alters %s as well.".formatted(on.table()), ABOUT.instead());
    }
  }

  private static boolean alters(Operation operation) {
    return switch (operation) {
      case AddColumn _, DropColumn _, ChangeType _, Redefine _, SetDefault _, DropDefault _ -> true;
      case SetNotNull _, DropNotNull _, AddConstraint _, DropConstraint _ -> true;
      default -> false;
    };
  }
}
