package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import java.util.stream.Stream;

/// A file changes rows and definitions.
final class MixedChanges implements Rule {
  private static final Description ABOUT =
      new Description(
          "mixed-changes",
          Severity.NOTICE,
          true,
          Dialects.MYSQL,
          "Each statement that defines something commits by itself: when a later one "
              + "fails, the rows are changed and the file cannot simply run again.",
          "Put changes of rows into a file of their own, or write them so that they can "
              + "run twice.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName changed = Commits.changed(operation).filter(scene::isInUse).orElse(null);
    if (changed == null
        || scene.before().stream().anyMatch(earlier -> Commits.changed(earlier).isPresent())
        || Commits.isCreated(changed, scene)) {
      return;
    }
    boolean defines =
        Stream.concat(scene.before().stream(), scene.after().stream())
            .anyMatch(other ->
                Online.table(other, scene)
                    .filter(table -> !Commits.isCreated(table, scene))
                    .isPresent());
    if (defines) {
      scene.say(
          "This file changes rows and definitions, and cannot be rolled back as a whole.",
          ABOUT.instead());
    }
  }
}
