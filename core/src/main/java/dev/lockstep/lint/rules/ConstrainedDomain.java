package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateDomain;

/// A domain checks its values.
final class ConstrainedDomain implements Rule {
  private static final Description ABOUT =
      new Description(
          "constrained-domain",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "To change the checks of a domain, every table with a column of it is read from start to"
              + " end while nobody can write to it; and to add a column of it, the table is written"
              + " again.",
          "Use the base type, and put the check on the table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateDomain domain && !domain.constraints().isEmpty()) {
      scene.say(
          "A change of what %s checks will look at all tables that use it."
              .formatted(domain.name()),
          ABOUT.instead());
    }
  }
}
