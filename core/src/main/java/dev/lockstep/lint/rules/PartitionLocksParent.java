package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;

/// A partition is created in place.
final class PartitionLocksParent implements Rule {
  private static final Description ABOUT =
      new Description(
          "partition-locks-parent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "CREATE TABLE … PARTITION OF takes an ACCESS EXCLUSIVE lock on the "
              + "partitioned table.",
          "Create the table by itself and ATTACH it, which lets others read and write.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create) {
      QualifiedName parent = create.partitionOf();
      if (parent != null && scene.isInUse(parent)) {
        scene.say(
            "Nobody can use %s until every query on it has ended and the partition is there."
                .formatted(parent),
            ABOUT.instead());
      }
    }
  }
}
