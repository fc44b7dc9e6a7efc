package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Mode;
import java.util.List;

/// An index is built while nobody can write to its table.
final class IndexNotConcurrent implements Rule {
  private static final Description ABOUT =
      new Description(
          "index-not-concurrent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "CREATE INDEX takes a SHARE lock: nobody can write to the table until the "
              + "index is built.",
          "Build it CONCURRENTLY, in a file of its own.");

  private static final Parameter ROWS =
      new Parameter(
          "rows", "0", "tables with fewer are passed over, where a database tells their size");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateIndex index
        && !index.modes().contains(Mode.CONCURRENTLY)
        && scene.isInUse(index.table())
        && !isSmall(index, scene)
        && !(isPartitioned(index, scene) && index.modes().contains(Mode.ONLY))) {
      if (isPartitioned(index, scene)) {
        scene.say(
            "Nobody can write to %s and its partitions while the indexes of all are built."
                .formatted(scene.sized(index.table())),
            "Build it ON ONLY the table, CONCURRENTLY on each partition, and ATTACH those.");
      } else {
        Fix fix = Remedies.concurrently(Anchor.KIND, scene);
        scene.say(
            "Nobody can write to " + scene.sized(index.table()) + " while this index is built.",
            ABOUT.instead(),
            fix,
            // Of one without a name nobody could tell whether an earlier run has begun it.
            index.name() == null ? List.of() : Remedies.fixed(fix, scene));
      }
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(ROWS);
  }

  private static boolean isSmall(CreateIndex index, Scene scene) {
    String least = scene.parameter(ROWS);
    return least.matches("[0-9]{1,15}")
        && scene
            .schema()
            .size(index.table())
            .filter(size -> size.rows() < Long.parseLong(least))
            .isPresent();
  }

  /// An index of a partitioned table cannot be built concurrently.
  private static boolean isPartitioned(CreateIndex index, Scene scene) {
    return scene.schema().isPartitioned(index.table());
  }
}
