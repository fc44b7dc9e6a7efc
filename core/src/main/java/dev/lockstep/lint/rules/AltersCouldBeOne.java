package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.online.Effect;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import java.util.List;

/// Statements write a table again one after the other.
final class AltersCouldBeOne implements Rule {
  private static final Description ABOUT =
      new Description(
          "alters-could-be-one",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Each ALTER TABLE that writes the table again takes its time; all their clauses "
              + "in one take it once.",
          "Put the clauses into one ALTER TABLE.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName table = Online.table(operation, scene).orElse(null);
    if (table == null
        || !scene.isFirst()
        || Online.effect(scene).filter(Effect::writesTable).isEmpty()) {
      return;
    }
    List<Operation> after = scene.after();
    int own = Math.min(scene.whole().size() - 1, after.size());
    for (Operation later : after.subList(own, after.size())) {
      if (Commits.changed(later).filter(table::equals).isPresent()) {
        return;
      }
      boolean again =
          Online.table(later, scene).filter(table::equals).isPresent()
              && Online.effect(later, scene).filter(Effect::writesTable).isPresent();
      if (again) {
        scene.say(
            "A later statement writes the whole of %s again as well.".formatted(table),
            ABOUT.instead());
        return;
      }
    }
  }
}
