package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Reindex;

/// An index is built again while its table is blocked.
final class ReindexNotConcurrent implements Rule {
  private static final Description ABOUT =
      new Description(
          "reindex-not-concurrent",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "REINDEX blocks writers of the table and every query that would use the " + "index.",
          "Use REINDEX … CONCURRENTLY (PostgreSQL 12 or later).");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Reindex reindex
        && !reindex.modes().contains(Mode.CONCURRENTLY)
        && isInUse(reindex, scene)) {
      boolean system = reindex.type() == ObjectType.SYSTEM;
      Fix fix = system ? null : Remedies.concurrently(Anchor.KIND, scene);
      scene.say(
          "Nobody can write while this is built again, nor read through the index.",
          system ? "Do it while nobody needs the database." : ABOUT.instead(),
          fix,
          Remedies.fixed(fix, scene));
    }
  }

  private static boolean isInUse(Reindex reindex, Scene scene) {
    QualifiedName name = reindex.name();
    return name == null
        || (reindex.type() == ObjectType.INDEX
            ? scene.schema().index(name).map(CreateIndex::table).map(scene::isInUse).orElse(true)
            : reindex.type() != ObjectType.TABLE || scene.isInUse(name));
  }
}
