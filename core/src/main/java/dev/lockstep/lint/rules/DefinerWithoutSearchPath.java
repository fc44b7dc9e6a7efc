package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateRoutine;

/// A function runs with its owner's rights and the caller's search path.
final class DefinerWithoutSearchPath implements Rule {
  private static final Description ABOUT =
      new Description(
          "definer-without-search-path",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "A caller who can create objects somewhere in the search path decides what a "
              + "SECURITY DEFINER function calls, with the rights of its owner.",
          "Add SET search_path = … to the function.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateRoutine routine
        && (routine.options().containsKey("security definer")
            || routine.options().containsKey("external security definer"))
        && !routine.options().containsKey("set search_path")) {
      scene.say(
          "%s runs with the rights of its owner and finds objects where its caller says."
              .formatted(routine.name()),
          ABOUT.instead());
    }
  }
}
