package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.SetVariable;

/// A change of a table may wait for its lock very long.
final class LockWaitNotBounded implements Rule {
  private static final Description ABOUT =
      new Description(
          "lock-wait-not-bounded",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "An ALTER TABLE waits for the end of every transaction that used the table, by "
              + "default up to a day on MariaDB and a year on MySQL, and all later statements "
              + "on the table wait behind it.",
          "SET lock_wait_timeout to some seconds before it, and try again when it fails.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName table = Online.table(operation, scene).orElse(null);
    boolean bounded =
        scene.before().stream()
                .anyMatch(earlier ->
                    (earlier instanceof SetVariable set && set.name().equals("lock_wait_timeout"))
                        || Online.table(earlier, scene).isPresent())
            || scene.whole().stream().anyMatch(LockWaitNotBounded::isWait);
    if (table != null && scene.isFirst() && !bounded) {
      scene.say(
          "This waits for all who use %s, and everybody else waits behind it.".formatted(table),
          ABOUT.instead());
    }
  }

  private static boolean isWait(Operation operation) {
    return operation instanceof SetTableOption set
        && (set.option().equals("wait") || set.option().equals("nowait"));
  }
}
