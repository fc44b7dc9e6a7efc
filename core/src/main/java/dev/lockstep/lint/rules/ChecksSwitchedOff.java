package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetVariable;
import java.util.Set;

/// Keys or checks are not looked at.
final class ChecksSwitchedOff implements Rule {
  private static final Description ABOUT =
      new Description(
          "checks-switched-off",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "While foreign keys, unique keys or checks are switched off, rows come in that "
              + "break them, and nothing finds them later.",
          "Put the statements into an order that needs no such thing.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> CHECKS =
      Set.of("foreign_key_checks", "unique_checks", "check_constraint_checks");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetVariable set
        && CHECKS.contains(set.name())
        && Online.isOff(set.value())
        && Commits.touchesOthers(scene)) {
      scene.say(
          "From here on nothing checks what %s stands for.".formatted(set.name()), ABOUT.instead());
    }
  }
}
