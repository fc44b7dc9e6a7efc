package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddLabel;

/// A label is added to an enum and used in the same transaction.
final class LabelUsedAtOnce implements Rule {
  private static final Description ABOUT =
      new Description(
          "label-used-at-once",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "PostgreSQL refuses to use a new label of an enum in the transaction that " + "added it.",
          "Add the label in a file of its own, before the one that uses it.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddLabel) {
      return;
    }
    for (String label : scene.schema().newLabels()) {
      if (scene.inTransaction() && scene.literals().contains(label)) {
        scene.say("Label '%s' is new and cannot be used yet.".formatted(label), ABOUT.instead());
        return;
      }
    }
  }
}
