package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AttachPartition;

/// A partition is attached and all of its rows are looked at.
final class AttachScans implements Rule {
  private static final Description ABOUT =
      new Description(
          "attach-partition-scans",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "ATTACH PARTITION looks at all rows of the partition while nobody can use it, unless a"
              + " valid check proves that they fit.",
          "Add a check of the bounds NOT VALID first, and validate it; the column has to be NOT"
              + " NULL.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AttachPartition attach
        && scene.isInUse(attach.partition())
        && scene
            .schema()
            .table(attach.partition())
            .filter(table ->
                table
                    .constraints(ConstraintType.CHECK)
                    .filter(one -> !one.is(State.NOT_VALID))
                    // Bounds leave nulls out as well, which a check lets in.
                    .anyMatch(one ->
                        one.columns().stream()
                            .allMatch(column ->
                                table.isNotNull(column) || table.isProvenNotNull(column))))
            .isEmpty()) {
      scene.say(
          "All rows of %s are looked at while nobody can use it.".formatted(attach.partition()),
          ABOUT.instead());
    }
  }
}
