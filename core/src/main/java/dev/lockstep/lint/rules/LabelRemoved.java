package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.TypeName;
import java.util.List;

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
    if (operation instanceof Redefine redefine) {
      TypeName from = Columns.before(redefine, scene).map(Column::type).orElse(null);
      TypeName to = redefine.definition().type();
      boolean labels =
          from != null
              && to != null
              && from.name().equals(to.name())
              && (to.name().equals("enum") || to.name().equals("set"));
      if (labels) {
        look(redefine, from.modifiers(), to.modifiers(), scene);
      }
    }
  }

  private static void look(
      Redefine redefine, List<String> before, List<String> after, Scene scene) {
    List<String> gone =
        before.stream().filter(label -> after.stream().noneMatch(label::equalsIgnoreCase)).toList();
    if (!gone.isEmpty()) {
      scene.say(
          "Rows of %s with '%s' in %s have no value any more."
              .formatted(redefine.table(), String.join("', '", gone), redefine.column()),
          ABOUT.instead());
    }
  }
}
