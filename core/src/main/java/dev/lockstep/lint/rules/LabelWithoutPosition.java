package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddLabel;

/// A label of an enum is added at the end.
final class LabelWithoutPosition implements Rule {
  private static final Description ABOUT =
      new Description(
          "label-without-position",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "A label without BEFORE or AFTER comes last in every sorting, and can never be moved.",
          "Say BEFORE or AFTER which label it comes.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddLabel add && add.position() == null) {
      scene.say(
          "Label '%s' comes behind all others of %s.".formatted(add.label(), add.type()),
          ABOUT.instead());
    }
  }
}
