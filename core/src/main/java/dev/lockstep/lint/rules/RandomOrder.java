package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Query.Kind;

/// Rows are put in a random order.
final class RandomOrder implements Rule {
  private static final Description ABOUT =
      new Description(
          "random-order",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "To put rows in a random order, all of them are read and sorted.",
          "Choose random keys, or use TABLESAMPLE where there is one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Queries.place(operation, Kind.RANDOM_ORDER)
        .ifPresent(place ->
            scene.say(place, "All rows are read and sorted for this.", ABOUT.instead(), null));
  }
}
