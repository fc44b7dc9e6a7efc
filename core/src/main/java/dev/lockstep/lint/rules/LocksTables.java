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
          "explicit-lock",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "The lock is held until the transaction ends, with everything that the script still"
              + " does.",
          "Leave locks to the statements that need them, or take one last and with a short"
              + " lock_timeout.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof LockTables lock
        && !MILD.contains(lock.mode())
        && lock.tables().stream().anyMatch(scene::isInUse)) {
      scene.say("Others wait for this lock until the transaction has ended.", ABOUT.instead());
    }
  }

  /// Locks that neither readers nor writers wait for.
  private static final Set<String> MILD =
      Set.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE");
}
