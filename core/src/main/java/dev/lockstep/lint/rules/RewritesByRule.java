package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Create;

/// Statements on a table do something else from now on.
final class RewritesByRule implements Rule {
  private static final Description ABOUT =
      new Description(
          "rewrites-by-rule",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "CREATE RULE puts other statements beside those that are sent to a table, or in their"
              + " place: an INSERT may delete rows. What a rule does is not reviewed, its"
              + " expressions are evaluated more than once, and COPY passes it over.",
          "Write a trigger, or a view with INSTEAD OF triggers.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Create create && create.type() == ObjectType.RULE) {
      QualifiedName table = create.table();
      scene.say(
          table == null
              ? "Statements do something else from now on."
              : "Statements on " + table + " do something else from now on.",
          ABOUT.instead());
    }
  }
}
