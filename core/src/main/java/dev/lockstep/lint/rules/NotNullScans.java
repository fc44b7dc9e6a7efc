package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.SetNotNull;
import dev.lockstep.statement.Operation.ValidateConstraint;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

  /// PostgreSQL keeps NOT NULL as a constraint, which need not be valid, from this version on.
  private static final int WITH_NAMED_NOT_NULL = 18;

  /// From this version on, a valid check proves that there is no null.
  private static final int WITH_CHECKS_ASKED = 12;

  private static final String PREFIX = "lockstep_";
  private static final String SUFFIX = "_not_null";

  /// PostgreSQL cuts longer names, in bytes.
  private static final int LONGEST = 63;

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddColumn add
        && add.column().generated() != null
        && !add.column().generated().stored()
        && add.column().isNotNull()
        && scene.isInUse(add.table())) {
      scene.say(
          "All rows of %s are looked at for nulls in %s while nobody can use it."
              .formatted(scene.sized(add.table()), add.column().name()),
          "Add the column without NOT NULL, then CONSTRAINT … NOT NULL … NOT VALID, and validate it"
              + " in a later transaction.");
    }
    if (operation instanceof SetNotNull set
        && scene.isInUse(set.table())
        && scene
            .schema()
            .table(set.table())
            .filter(table -> table.isNotNull(set.column()) || table.isProvenNotNull(set.column()))
            .isEmpty()
        && !mayHaveBeenProven(set, scene)) {
      scene.say(
          "All rows of %s are looked at for nulls in %s while nobody can use it."
              .formatted(scene.sized(set.table()), set.column()),
          scene.version() >= WITH_NAMED_NOT_NULL
              ? "Add CONSTRAINT … NOT NULL … NOT VALID, and validate it in a later transaction."
              : ABOUT.instead(),
          null,
          scene.version() < WITH_CHECKS_ASKED
              ? List.of()
              : scene.alone(null).map(sql -> proven(set, sql)).orElse(List.of()));
    }
  }

  /// Asks for nulls beforehand: a check that no row may break and some do would stay and refuse
  /// writes.
  private static List<String> proven(SetNotNull set, String statement) {
    String proof = Remedies.quoted(proof(set.column()));
    return List.of(
        asked(set),
        Remedies.alter(
            set.table(),
            "ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
                .formatted(proof, Remedies.quoted(set.column()))),
        Remedies.alter(set.table(), "VALIDATE CONSTRAINT " + proof),
        statement,
        Remedies.alter(set.table(), "DROP CONSTRAINT " + proof));
  }

  private static String asked(SetNotNull set) {
    String message = "%s is null in a row of %s".formatted(set.column(), set.table());
    return "DO $lockstep$ BEGIN IF EXISTS (SELECT FROM %s WHERE %s IS NULL)"
            .formatted(Remedies.quoted(set.table()), Remedies.quoted(set.column()))
        + " THEN RAISE not_null_violation USING MESSAGE = '%s'; END IF; END $lockstep$"
            .formatted(message.replace("'", "''"));
  }

  /// Names the check of a column; of a long name, a number that stands for all of it takes the
  /// place of the end.
  private static String proof(String column) {
    int most = LONGEST - PREFIX.length() - SUFFIX.length();
    if (bytes(column) <= most) {
      return PREFIX + column + SUFFIX;
    }
    String number = "_%08x".formatted(column.hashCode());
    int end = column.length();
    while (bytes(column.substring(0, end)) > most - number.length()) {
      end = column.offsetByCodePoints(end, -1);
    }
    return PREFIX + column.substring(0, end) + number + SUFFIX;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// A constraint of an earlier file that nobody knows may be the very check.
  private static boolean mayHaveBeenProven(SetNotNull set, Scene scene) {
    return scene.before().stream()
        .anyMatch(earlier ->
            earlier instanceof ValidateConstraint validate
                && scene.schema().isSame(validate.table(), set.table())
                && scene
                    .schema()
                    .table(set.table())
                    .filter(table -> table.constraint(validate.constraint()).isPresent())
                    .isEmpty());
  }
}
