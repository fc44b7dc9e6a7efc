package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.online.Effect;
import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;

/// A table is written again from start to end while others use it.
final class AlterCopiesTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "alter-copies-table",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "The server writes every row again. Others can read and write meanwhile, but it "
              + "takes as much space once more, and replicas that get the statement when it is "
              + "done fall behind by as long as it took.",
          "Combine it with other changes that need the same, and do it when the replicas "
              + "have time; or use gh-ost or pt-online-schema-change.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName table = Online.table(operation, scene).orElse(null);
    if (table == null || wasSaid(operation, scene)) {
      return;
    }
    Effect effect = Online.effect(operation, scene).orElse(null);
    if (effect != null && isOnline(effect)) {
      scene.say(
          "The whole of %s is %s while others write to it."
              .formatted(
                  scene.sized(table),
                  effect.algorithm() == Algorithm.COPY ? "copied row by row" : "written again"),
          ABOUT.instead());
    } else if (effect == null && operation instanceof Redefine redefine) {
      scene.say(
          "The whole of %s is copied unless %s has much the same type now."
              .formatted(scene.sized(table), redefine.column()),
          ABOUT.instead());
    }
  }

  private static boolean isOnline(Effect effect) {
    return effect.writesTable() && !effect.blocksWrites();
  }

  /// One finding for a statement is enough.
  private static boolean wasSaid(Operation operation, Scene scene) {
    return scene.whole().subList(0, scene.whole().indexOf(operation)).stream()
        .anyMatch(earlier -> Online.effect(earlier, scene).filter(Effect::writesTable).isPresent());
  }
}
