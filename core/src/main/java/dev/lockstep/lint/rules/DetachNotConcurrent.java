package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.DetachPartition;
import dev.lockstep.statement.Operation.Mode;

/// A partition leaves while its table is locked.
final class DetachNotConcurrent implements Rule {
  private static final Description ABOUT =
      new Description(
          "detach-not-concurrent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "DETACH PARTITION takes an ACCESS EXCLUSIVE lock on the whole partitioned " + "table.",
          "Detach it CONCURRENTLY (PostgreSQL 14 or later), in a file of its own.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof DetachPartition detach
        && scene.version() >= 14
        && scene.isInUse(detach.table())
        && !detach.modes().contains(Mode.CONCURRENTLY)) {
      boolean refused = scene.schema().defaultPartition(detach.table()).isPresent();
      Fix fix = refused ? null : Remedies.concurrently(Anchor.NAME, scene);
      scene.say(
          "Nobody can use %s until every query on it has ended and the partition has left."
              .formatted(detach.table()),
          refused
              ? "PostgreSQL cannot detach it CONCURRENTLY beside a default partition: do it while"
                  + " few use the table, with a lock_timeout."
              : ABOUT.instead(),
          fix,
          Remedies.fixed(fix, scene));
    }
  }
}
