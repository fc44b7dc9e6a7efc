package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetVariable;

/// A pragma does nothing where it stands.
final class PragmaWithoutEffect implements Rule {
  private static final Description ABOUT =
      new Description(
          "pragma-without-effect",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "Within a transaction SQLite passes over PRAGMA foreign_keys without a word, so what"
              + " follows runs with foreign keys as they were: dropping a table may delete what"
              + " refers to it.",
          "Put it before BEGIN.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetVariable set
        && set.name().equals(ForeignKeyChecks.PRAGMA)
        && Transactions.isBegun(scene)) {
      scene.say(
          "In the transaction that the file began this does nothing, and says nothing.",
          ABOUT.instead());
    }
  }
}
