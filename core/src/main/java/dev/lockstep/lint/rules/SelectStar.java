package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Query.Kind;

/// A query asks for all columns.
final class SelectStar implements Rule {
  private static final Description ABOUT =
      new Description(
          "select-star",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "A query of all columns gives others, or in another order, once the table changes.",
          "Name the columns.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Queries.place(operation, Kind.STAR)
        .ifPresent(place ->
            scene.say(
                place, "This gives other columns once the table changes.", ABOUT.instead(), null));
  }
}
