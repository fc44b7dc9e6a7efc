package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Mode;
import java.util.Locale;

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

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateIndex index
        && !index.modes().contains(Mode.CONCURRENTLY)
        && scene.isInUse(index.table())) {
      int word = scene.statement().text().toUpperCase(Locale.ROOT).indexOf("INDEX");
      scene.say(
          scene.range(),
          "Nobody can write to " + index.table() + " while this index is built.",
          ABOUT.instead(),
          scene.range().start() > 0 || word < 0
              ? null
              : new Fix(word + 5, word + 5, " CONCURRENTLY"));
    }
  }
}
