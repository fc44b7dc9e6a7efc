package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Grant;
import java.util.Set;

/// Somebody may do everything.
final class MakesSuperuser implements Rule {
  private static final Description ABOUT =
      new Description(
          "superuser",
          Severity.WARNING,
          true,
          Dialects.SERVERS,
          "A superuser passes every check of rights, reads and changes all databases of the server"
              + " and runs programs on it.",
          "Grant what is needed and no more, and leave such roles to those who run the server.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> ALL = Set.of("ALL", "ALL PRIVILEGES", "SUPER");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Grant grant && !grant.revoked() && givesAll(grant)) {
      scene.say(
          "%s may do everything on this server.".formatted(String.join(", ", grant.roles())),
          ABOUT.instead());
    }
  }

  private static boolean givesAll(Grant grant) {
    return grant.privileges().contains("SUPERUSER")
        || (grant.privileges().stream().anyMatch(ALL::contains)
            && grant.objects().contains(new QualifiedName("*", "*")));
  }
}
