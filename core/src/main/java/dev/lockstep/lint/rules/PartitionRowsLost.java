package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AlterPartitions;
import java.util.Set;

/// A partition goes with its rows.
final class PartitionRowsLost implements Rule {
  private static final Description ABOUT =
      new Description(
          "partition-rows-lost",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "DROP PARTITION and TRUNCATE PARTITION lose the rows for good.",
          "EXCHANGE it with a table first, so that the rows stay somewhere.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AlterPartitions partitions
        && Set.of("drop", "truncate", "discard").contains(partitions.verb())
        && scene.isInUse(partitions.table())) {
      scene.say(
          "This loses the rows of %s in %s."
              .formatted(
                  partitions.partitions().isEmpty()
                      ? "all partitions"
                      : String.join(", ", partitions.partitions()),
                  partitions.table()),
          ABOUT.instead());
    }
  }
}
