package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Operation;

/// A key is counted up by a table of its own.
final class AutoIncrementColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "autoincrement-column",
          Severity.NOTICE,
          false,
          Dialects.SQLITE,
          "INTEGER PRIMARY KEY is counted up anyway; AUTOINCREMENT only keeps numbers of deleted"
              + " rows from coming back, and writes another table with every insert.",
          "Leave it out unless numbers must never come back.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Definitions.columns(operation).stream()
        .filter(one -> one.column().numbering() == Numbering.AUTO_INCREMENT)
        .forEach(one ->
            scene.say(
                one.column().range(),
                "%s is counted up by sqlite_sequence.".formatted(one),
                ABOUT.instead(),
                null));
  }
}
