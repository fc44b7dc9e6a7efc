package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Update;

/// An ENUM or SET loses a label.
final class LabelRemoved implements Rule {
  private static final Description ABOUT =
      new Description(
          "label-removed",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "Rows with a label that is gone make the statement fail in strict mode; outside "
              + "of it they get an empty text for good.",
          "Change the rows first, and make sure that no program writes the label any " + "more.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Labels.of(operation, scene)
        .filter(labels -> !labels.gone().isEmpty())
        .filter(
            labels -> scene.before().stream().noneMatch(earlier -> moves(earlier, labels, scene)))
        .ifPresent(labels ->
            scene.say(
                "Rows of %s with '%s' in %s make this fail, or outside strict mode have no value any more."
                    .formatted(
                        labels.redefine().table(),
                        String.join("', '", labels.gone()),
                        labels.redefine().column()),
                ABOUT.instead()));
  }

  /// Rows that the file gave another label before lose none.
  private static boolean moves(Operation earlier, Labels labels, Scene scene) {
    return earlier instanceof Update update
        && scene.schema().isSame(update.table(), labels.redefine().table())
        && update.columns().stream().anyMatch(labels.redefine().column()::equalsIgnoreCase);
  }
}
