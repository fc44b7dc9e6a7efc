package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Truncate;
import java.util.stream.Collectors;

/// All rows of a table go.
final class TruncateTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "truncate",
          Severity.ERROR,
          true,
          Dialects.SERVERS,
          "All rows are lost for good; with CASCADE also those of every table that "
              + "refers to it.",
          "Delete what is to go, in batches, with a condition.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Truncate truncate
        && truncate.tables().stream().anyMatch(scene::mayHoldRows)) {
      scene.say(
          "This loses all rows of %s%s."
              .formatted(
                  truncate.tables().stream()
                      .map(QualifiedName::toString)
                      .collect(Collectors.joining(", ")),
                  truncate.modes().contains(Mode.CASCADE)
                      ? " and of every table that refers to it"
                      : ""),
          ABOUT.instead());
    }
  }
}
