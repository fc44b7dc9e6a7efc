package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;

/// The labels of an ENUM or SET change their order.
final class LabelMoved implements Rule {
  private static final Description ABOUT =
      new Description(
          "label-moved",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Labels are stored as numbers and sorted by them: a label that comes in before "
              + "others, or moves, makes the server copy the table, and changes how rows are "
              + "sorted and what programs get that use the numbers.",
          "Add new labels at the end.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Labels.of(operation, scene)
        .filter(Labels::isMoved)
        .ifPresent(labels ->
            scene.say(
                "The labels of %s in %s get other numbers."
                    .formatted(labels.redefine().column(), labels.redefine().table()),
                ABOUT.instead()));
  }
}
