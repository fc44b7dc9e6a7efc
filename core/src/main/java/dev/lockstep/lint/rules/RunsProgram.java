package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Copy;

/// A program runs on the server.
final class RunsProgram implements Rule {
  private static final Description ABOUT =
      new Description(
          "copy-program",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "COPY … PROGRAM runs a command of the shell as the user of the server, who can read and"
              + " write all of its files; it needs a superuser, and the same program on every"
              + " server.",
          "Run the program beside the deployment and give its rows to COPY … FROM stdin.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Copy copy && copy.program()) {
      scene.say("This runs a program on the database server, as its user.", ABOUT.instead());
    }
  }
}
