package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropOwned;

/// A schema or a database goes with everything in it, or all that a role owns goes.
final class DropContainer implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-schema",
          Severity.ERROR,
          true,
          Dialects.SERVERS,
          "Everything in it is lost for good.",
          "Drop its objects one by one, so that each can be looked at.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop
        && (drop.type() == ObjectType.SCHEMA || drop.type() == ObjectType.DATABASE)) {
      scene.say("This loses everything in " + drop.names().getFirst() + ".", ABOUT.instead());
    }
    if (operation instanceof DropOwned owned) {
      scene.say(
          "This loses everything in this database that %s owns, tables with their rows too."
              .formatted(String.join(", ", owned.roles())),
          "REASSIGN OWNED to another role first, then only rights are dropped.");
    }
  }
}
