package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Grant;

/// Rights are taken away.
final class Revokes implements Rule {
  private static final Description ABOUT =
      new Description(
          "revoke",
          Severity.NOTICE,
          true,
          Dialects.SERVERS,
          "Programs that work with these rights fail at once.",
          "Make sure that nobody needs them any more.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Grant grant
        && grant.revoked()
        && !(grant.roles().size() == 1 && grant.roles().getFirst().equalsIgnoreCase("public"))
        && (grant.objects().isEmpty() || grant.objects().stream().anyMatch(scene::isInUse))) {
      scene.say(
          "What %s could do fails from now on.".formatted(String.join(", ", grant.roles())),
          ABOUT.instead());
    }
  }
}
