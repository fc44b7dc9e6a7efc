package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Query.Kind;

/// A condition looks for an ending.
final class LeadingWildcard implements Rule {
  private static final Description ABOUT =
      new Description(
          "leading-wildcard",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "No ordinary index finds a text by its ending, so all rows are read.",
          "Use an index of trigrams or of the reversed text, or another condition.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Queries.place(operation, Kind.LEADING_WILDCARD)
        .ifPresent(
            place -> scene.say(place, "No ordinary index answers this.", ABOUT.instead(), null));
  }
}
