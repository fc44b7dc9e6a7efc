package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetNotNull;

/// A column is set NOT NULL and all rows are looked at.
final class NotNullScans implements Rule {
  private static final Description ABOUT =
      new Description(
          "not-null-scans",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "SET NOT NULL looks at all rows while nobody can use the table, unless a "
              + "validated check proves that there are no nulls (PostgreSQL 12 or later).",
          "Add CHECK (… IS NOT NULL) NOT VALID, validate it, set NOT NULL, then drop "
              + "the check.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetNotNull set
        && scene.isInUse(set.table())
        && scene.schema().table(set.table()).filter(table -> isProven(table, set)).isEmpty()) {
      scene.say(
          "All rows of %s are looked at for nulls in %s while nobody can use it."
              .formatted(set.table(), set.column()),
          ABOUT.instead());
    }
  }

  private static boolean isProven(KnownTable table, SetNotNull set) {
    return table
        .constraints(ConstraintType.CHECK)
        .filter(check -> !check.is(State.NOT_VALID) && !check.is(State.NOT_ENFORCED))
        .filter(check -> check.columns().contains(set.column()))
        .map(Constraint::expression)
        .anyMatch(expression ->
            expression != null
                && expression
                    .text()
                    .replaceAll("[\"()\\s]+", " ")
                    .strip()
                    .equalsIgnoreCase(set.column() + " is not null"));
  }
}
