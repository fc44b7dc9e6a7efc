package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.List;
import java.util.Set;

/// A collation is none of those in use.
final class CollationNotAllowed implements Rule {
  private static final Description ABOUT =
      new Description(
          "collation-not-allowed",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Texts of different collations cannot be compared by an index, and some "
              + "comparisons fail.",
          "Use one collation everywhere.");

  private static final Parameter ALLOWED =
      new Parameter("allowed", "", "the collations in use; any where it is empty");

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
    Set<String> allowed = Lists.lowerCase(scene.parameter(ALLOWED));
    Collations.named(operation).stream()
        .map(Collations::collation)
        .distinct()
        .filter(collation -> !collation.isEmpty() && !collation.equals("default"))
        .filter(collation -> !allowed.isEmpty() && !allowed.contains(collation))
        .forEach(collation ->
            scene.say(
                "Collation %s is none of those in use here.".formatted(collation),
                ABOUT.instead()));
  }
}
