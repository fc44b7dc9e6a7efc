package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.online.Effect;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;

/// Others cannot write while a table is altered.
final class AlterBlocksWrites implements Rule {
  private static final Description ABOUT =
      new Description(
          "alter-blocks-writes",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "The server copies the table, or builds something that it cannot build while "
              + "rows change, and everybody who wants to write waits until it is done.",
          "Do it with gh-ost or pt-online-schema-change, or while nobody writes; of a "
              + "foreign key, make sure that the rows fit and add it with foreign_key_checks=0.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Effect effect = Online.effect(operation, scene).filter(Effect::blocksWrites).orElse(null);
    QualifiedName table = Online.table(operation, scene).orElse(null);
    if (effect == null || table == null || wasSaid(operation, scene)) {
      return;
    }
    String meanwhile =
        switch (effect.algorithm()) {
          case COPY -> "it is copied row by row";
          case INPLACE -> "it is written again";
          case NOCOPY, INSTANT -> "this index is built";
        };
    scene.say(
        "Nobody can write to %s while %s.".formatted(scene.sized(table), meanwhile),
        ABOUT.instead());
  }

  /// One finding for a statement is enough.
  private static boolean wasSaid(Operation operation, Scene scene) {
    return scene.whole().subList(0, scene.whole().indexOf(operation)).stream()
        .anyMatch(
            earlier -> Online.effect(earlier, scene).filter(Effect::blocksWrites).isPresent());
  }
}
