package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;
import java.util.List;
import java.util.Map;

/// A table is dropped that nobody marked before.
final class DropsUnmarkedTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "dropped-table-name",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "A table that was renamed first, and missed by nobody since, can be dropped without"
              + " fear.",
          "Rename it so that its name fits the pattern, and drop it later.");

  private static final Parameter PATTERN =
      new Parameter(
          "pattern", ".*_del", "the regular expression of the names of tables that may be dropped");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(PATTERN);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    String pattern = scene.parameter(PATTERN);
    if (operation instanceof Drop drop && drop.type() == ObjectType.TABLE) {
      for (QualifiedName table : drop.names()) {
        if (scene.isInUse(table)
            && NamePattern.fit(pattern, Map.of(), table.name()) != NamePattern.Fit.FITS) {
          scene.say("The name %s does not fit %s.".formatted(table, pattern), ABOUT.instead());
        }
      }
    }
  }
}
