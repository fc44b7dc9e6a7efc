package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Maintain;

/// A table is written again by OPTIMIZE or REPAIR.
final class OptimizesTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "optimize-table",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "OPTIMIZE TABLE writes an InnoDB table with all its indexes again, and locks "
              + "tables of other engines; REPAIR TABLE locks them too.",
          "Leave it out of migrations, and run it when there is time.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Maintain maintain
        && (maintain.verb().equals("OPTIMIZE") || maintain.verb().equals("REPAIR"))) {
      maintain.tables().stream()
          .filter(scene::isInUse)
          .findFirst()
          .ifPresent(table ->
              scene.say("The whole of %s is written again.".formatted(table), ABOUT.instead()));
    }
  }
}
