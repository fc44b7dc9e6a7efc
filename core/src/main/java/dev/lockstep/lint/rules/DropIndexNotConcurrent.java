package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Mode;

/// An index is dropped while nobody can use its table.
final class DropIndexNotConcurrent implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-index-not-concurrent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "DROP INDEX takes an ACCESS EXCLUSIVE lock on the table: it waits for every "
              + "query on it, and all later ones wait behind it.",
          "Drop it CONCURRENTLY, in a file of its own.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop
        && drop.type() == ObjectType.INDEX
        && !drop.modes().contains(Mode.CONCURRENTLY)
        && drop.names().stream()
            .anyMatch(name ->
                scene
                    .schema()
                    .index(name)
                    .map(index -> scene.isInUse(index.table()))
                    .orElse(true))) {
      boolean shared = drop.names().stream().anyMatch(name -> isShared(name, scene));
      Fix fix =
          shared || drop.names().size() > 1 || drop.modes().contains(Mode.CASCADE)
              ? null
              : Remedies.concurrently(Anchor.KIND, scene);
      scene.say(
          "Nobody can use the table of this index until it is dropped, and it waits for all who"
              + " do.",
          shared
              ? "PostgreSQL cannot drop the index of a partitioned table CONCURRENTLY: do it while"
                  + " few use the table, with a lock_timeout."
              : ABOUT.instead(),
          fix,
          Remedies.fixed(fix, scene));
    }
  }

  /// Tells whether it is the index of a partitioned table, which all partitions share.
  private static boolean isShared(QualifiedName name, Scene scene) {
    return scene
        .schema()
        .index(name)
        .filter(index -> scene.schema().isPartitioned(index.table()))
        .isPresent();
  }
}
