package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetOwner;
import java.util.List;
import java.util.Locale;

/// A program or view names who it runs as.
final class DefinerNamed implements Rule {
  private static final Description ABOUT =
      new Description(
          "definer",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Where the user of a DEFINER clause does not exist, the object fails when it is "
              + "used; where it does, callers get its rights.",
          "Leave it out, so that it is who deploys, or say SQL SECURITY INVOKER.");

  private static final Parameter ALLOWED =
      new Parameter("allowed", "", "users that exist everywhere, such as app@%");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(ALLOWED);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetOwner set
        && !Lists.lowerCase(scene.parameter(ALLOWED))
            .contains(set.owner().toLowerCase(Locale.ROOT))) {
      scene.say(
          "%s runs with the rights of %s, who may not exist everywhere."
              .formatted(set.object(), set.owner()),
          ABOUT.instead());
    }
  }
}
