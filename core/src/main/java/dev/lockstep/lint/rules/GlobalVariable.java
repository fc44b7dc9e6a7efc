package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetVariable;

/// A setting of the whole server changes.
final class GlobalVariable implements Rule {
  private static final Description ABOUT =
      new Description(
          "global-variable",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "SET GLOBAL changes the server for all databases and sessions to come; unless "
              + "it is PERSIST, a restart takes it back.",
          "Set it for the session, or in the configuration of the server.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetVariable set && set.scope().equals("global")) {
      scene.say("This sets %s for the whole server.".formatted(set.name()), ABOUT.instead());
    }
  }
}
