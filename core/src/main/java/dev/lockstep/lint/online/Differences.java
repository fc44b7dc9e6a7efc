package dev.lockstep.lint.online;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation.Redefine;
import java.util.Optional;

/// Says what a new definition changes about a column that is known.
///
/// @param refuses whether it takes no nulls any more
/// @param admits whether it takes nulls from now on
/// @param counts whether it is counted up from now on
record Differences(
    Column before,
    Column after,
    TypeStep type,
    boolean refuses,
    boolean admits,
    boolean counts,
    boolean moves) {

  static Optional<Differences> of(Redefine redefine, Ground ground) {
    KnownTable table = ground.table(redefine.table());
    Column after = redefine.definition();
    return ground
        .column(redefine.table(), redefine.column())
        .map(before -> {
          boolean nullable = ground.isNullable(table, before);
          boolean stays = ground.isNullable(table, after) || !nullable;
          return new Differences(
              before,
              after,
              TypeStep.between(before, after, table),
              !stays,
              !nullable && !after.isNotNull() && !isKey(table, before),
              after.numbering() != Numbering.NONE && before.numbering() == Numbering.NONE,
              redefine.position() != null && !ground.isAt(redefine));
        });
  }

  private static boolean isKey(KnownTable table, Column column) {
    return table
        .constraints(ConstraintType.PRIMARY_KEY)
        .anyMatch(key -> key.columns().stream().anyMatch(column.name()::equalsIgnoreCase));
  }

  boolean stopsCounting() {
    return before.numbering() == Numbering.AUTO_INCREMENT
        && after.numbering() != Numbering.AUTO_INCREMENT;
  }

  boolean isComputed() {
    return before.generated() != null || after.generated() != null;
  }

  /// Tells whether it was and stays a virtual one.
  boolean staysVirtual() {
    return Ground.isVirtual(before) && Ground.isVirtual(after);
  }

  boolean adds(ConstraintType constraint) {
    return after.constraint(constraint).isPresent() && before.constraint(constraint).isEmpty();
  }
}
