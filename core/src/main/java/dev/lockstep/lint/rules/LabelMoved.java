package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.TypeName;
import java.util.List;

/// The labels of an ENUM or SET change their order.
final class LabelMoved implements Rule {
  private static final Description ABOUT =
      new Description(
          "label-moved",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Labels are stored as numbers and sorted by them: a label that comes in before "
              + "others, or moves, makes the server copy the table, and changes how rows are "
              + "sorted and what programs get that use the numbers.",
          "Add new labels at the end.");

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
    List<String> kept = before.stream().filter(after::contains).toList();
    boolean moved =
        !after.subList(0, Math.min(kept.size(), after.size())).equals(kept)
            && kept.size() == before.size();
    if (moved) {
      scene.say(
          "The labels of %s in %s get other numbers."
              .formatted(redefine.column(), redefine.table()),
          ABOUT.instead());
    }
  }
}
