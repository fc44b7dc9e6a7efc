package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.LockTables;
import java.util.Set;

/// A script locks tables itself.
final class LocksTables implements Rule {
  private static final Description ABOUT =
      new Description(
          "lock-tables",
          Severity.WARNING,
          true,
          Dialects.SERVERS,
          "Others wait for the lock until the script gives it back, with everything that it still"
              + " does; on MySQL and MariaDB also behind a failure, as long as the connection"
              + " lives.",
          "Leave locks to the statements that need them, or take one last and with a short"
              + " timeout.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof LockTables lock
        && !MILD.contains(lock.mode())
        && lock.tables().stream().anyMatch(scene::isInUse)) {
      scene.say(
          scene.dialect().equals("postgresql")
              ? "Others wait for this lock until the transaction has ended."
              : "Nobody else can %s %s until this session gives it back."
                  .formatted(
                      lock.mode().startsWith("WRITE") ? "use" : "write to",
                      lock.tables().getFirst()),
          ABOUT.instead());
    }
  }

  /// Locks that neither readers nor writers wait for.
  private static final Set<String> MILD =
      Set.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE");
}
