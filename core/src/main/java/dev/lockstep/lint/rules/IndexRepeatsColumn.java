package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.IndexKey;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.HashSet;
import java.util.Set;

/// An index names a column twice.
final class IndexRepeatsColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "index-repeats-column",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "A second time the same column adds nothing to an index but size.",
          "Name it once.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateIndex index) {
      Set<String> seen = new HashSet<>();
      for (IndexKey key : index.keys()) {
        String column = key.column();
        if (column != null && !seen.add(column + " " + key.options())) {
          scene.say(
              key.range(),
              "Column %s is in the index already.".formatted(column),
              ABOUT.instead(),
              null);
        }
      }
      for (String column : index.included()) {
        if (!seen.add(column + " ")) {
          scene.say("Column %s is in the index already.".formatted(column), ABOUT.instead());
        }
      }
    }
  }
}
