package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Secret;

/// A password stands in a file.
final class SecretInText implements Rule {
  private static final Description ABOUT =
      new Description(
          "password-in-text",
          Severity.WARNING,
          true,
          Dialects.SERVERS,
          "Files are in Git for good, servers write statements into their logs, and both are read"
              + " by more people than may know the password.",
          "Leave it out, and set the password where secrets are kept.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Secret) {
      scene.say(
          "Whoever reads this file or the server's log knows this password.", ABOUT.instead());
    }
  }
}
