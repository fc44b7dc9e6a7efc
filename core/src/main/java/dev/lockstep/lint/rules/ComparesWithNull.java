package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Query.Kind;

/// A condition compares with NULL.
final class ComparesWithNull implements Rule {
  private static final Description ABOUT =
      new Description(
          "compares-with-null",
          Severity.ERROR,
          true,
          Dialects.ALL,
          "A comparison with NULL is never true, so no row is found.",
          "Write IS NULL or IS NOT NULL.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (Queries.of(operation).filter(query -> query.has(Kind.COMPARES_WITH_NULL)).isPresent()) {
      scene.say("A comparison with NULL is never true.", ABOUT.instead());
    }
  }
}
