package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A foreign key or a check is added and all rows are looked at under its lock.
final class ConstraintValidatedAtOnce implements Rule {
  private static final Description ABOUT =
      new Description(
          "constraint-validated-at-once",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Adding a foreign key or a check looks at all rows while others cannot write "
              + "to the table, or not use it at all.",
          "Add it NOT VALID, and VALIDATE CONSTRAINT it in a later transaction, which "
              + "lets others write.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddConstraint add
          when scene.isInUse(add.table())
              && scans(add.constraint(), false, true)
              && !hasNoRows(add, scene) -> {
        int end = scene.range().end();
        Fix fix = isRefused(add, scene) ? null : new Fix(end, end, " NOT VALID");
        scene.say(
            message(scene.sized(add.table()), add.constraint().type()),
            ABOUT.instead(),
            fix,
            inTwoSteps(add, fix, scene));
      }
      case AddColumn add when scene.isInUse(add.table()) -> {
        boolean filled = add.column().defaultValue() != null;
        add.column().constraints().stream()
            .filter(constraint -> scans(constraint, !filled, false))
            .forEach(constraint ->
                scene.say(
                    constraint.range(),
                    constraint.type() == ConstraintType.FOREIGN_KEY
                        ? "All rows of %s are checked while nobody can use it, or write to the table it refers to."
                            .formatted(scene.sized(add.table()))
                        : message(scene.sized(add.table()), constraint.type()),
                    "Add the column alone, then the constraint NOT VALID.",
                    null));
      }
      default -> {
        // adds no constraint
      }
    }
  }

  /// A partitioned table alone has none.
  private static boolean hasNoRows(AddConstraint add, Scene scene) {
    return add.modes().contains(Mode.ONLY) && scene.schema().isPartitioned(add.table());
  }

  /// Tells whether rows are looked at for a constraint.
  ///
  /// @param ofNulls whether its column is new and null in all rows: a check is made even so, but
  ///   there is nothing that a foreign key could miss
  /// @param atTable whether it is added for columns that are there
  private static boolean scans(Constraint constraint, boolean ofNulls, boolean atTable) {
    boolean checked = !constraint.is(State.NOT_VALID) && !constraint.is(State.NOT_ENFORCED);
    return checked
        && switch (constraint.type()) {
          case CHECK -> true;
          case FOREIGN_KEY -> !ofNulls;
          case NOT_NULL -> atTable;
          case PRIMARY_KEY, UNIQUE, EXCLUSION -> false;
        };
  }

  private static List<String> inTwoSteps(AddConstraint add, @Nullable Fix fix, Scene scene) {
    String name = add.constraint().name();
    return name == null
        ? List.of()
        : Remedies.fixed(fix, scene).stream()
            .flatMap(added ->
                Stream.of(
                    added,
                    Remedies.alter(add.table(), "VALIDATE CONSTRAINT " + Remedies.quoted(name))))
            .toList();
  }

  /// Foreign keys of partitioned tables can be left unchecked from 18 on.
  private static boolean isRefused(AddConstraint add, Scene scene) {
    return add.constraint().type() == ConstraintType.FOREIGN_KEY
        && scene.version() < 18
        && scene.schema().table(add.table()).filter(KnownTable::partitioned).isPresent();
  }

  private static String message(String table, ConstraintType type) {
    return type == ConstraintType.FOREIGN_KEY
        ? "All rows of %s are checked while nobody can write to it or to the table it refers to."
            .formatted(table)
        : "All rows of %s are checked while nobody can use it.".formatted(table);
  }
}
