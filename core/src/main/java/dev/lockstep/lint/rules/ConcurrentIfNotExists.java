package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Mode;

/// An index that was left invalid is taken for done.
final class ConcurrentIfNotExists implements Rule {
  private static final Description ABOUT =
      new Description(
          "concurrent-if-not-exists",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "A build CONCURRENTLY that failed leaves an invalid index behind, and IF NOT EXISTS takes"
              + " it for the one that is wanted.",
          "DROP INDEX CONCURRENTLY IF EXISTS before, and create it without IF NOT EXISTS.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateIndex index
        && index.modes().contains(Mode.CONCURRENTLY)
        && index.modes().contains(Mode.IF_NOT_EXISTS)
        && scene.before().stream().noneMatch(earlier -> drops(earlier, index))) {
      scene.say(
          "An invalid index of this name, left by a build that failed, is taken for done.",
          ABOUT.instead());
    }
  }

  private static boolean drops(Operation earlier, CreateIndex index) {
    QualifiedName name = index.name();
    return name != null
        && earlier instanceof Drop drop
        && drop.type() == ObjectType.INDEX
        && drop.names().stream().anyMatch(dropped -> dropped.name().equals(name.name()));
  }
}
