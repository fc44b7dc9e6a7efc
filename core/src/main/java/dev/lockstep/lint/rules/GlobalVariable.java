package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.SetVariable;

/// A setting of the whole server changes.
final class GlobalVariable implements Rule {
  private static final Description ABOUT =
      new Description(
          "global-variable",
          Severity.WARNING,
          true,
          Dialects.SERVERS,
          "SET GLOBAL and ALTER SYSTEM change the server for all databases and sessions to come. A"
              + " restart takes SET GLOBAL back unless it is PERSIST, and brings ALTER SYSTEM into"
              + " force where a reload does not.",
          "Set it for the session, or in the configuration of the server.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetVariable set && set.scope().equals("global")) {
      scene.say("This sets %s for the whole server.".formatted(set.name()), ABOUT.instead());
    } else if (operation instanceof Other other && other.words().equals("ALTER SYSTEM")) {
      scene.say("This changes a setting of the whole server.", ABOUT.instead());
    }
  }
}
