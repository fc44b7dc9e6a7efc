package dev.lockstep.engines.liquibase;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import org.jspecify.annotations.Nullable;

/// Marks the history's end: the highest ORDEREXECUTED and the changeset that has it.
///
/// *Shape*: written `42 path::id::author`. Rows written later have higher numbers.
record Position(int order, String identity) {

  static @Nullable String of(History history) {
    HistoryRow last = null;
    for (HistoryRow row : history.rows()) {
      if (last == null || row.order() >= last.order()) {
        last = row;
      }
    }
    return last == null ? null : last.order() + " " + last.identity();
  }

  static Position parse(String text) {
    int space = text.indexOf(' ');
    try {
      return new Position(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
    } catch (RuntimeException e) {
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "'" + text + "' is no position in a Liquibase history.",
          null,
          e);
    }
  }

  /// Tells whether the history still leads back to this position.
  boolean isIn(History history) {
    return history.rows().stream()
        .anyMatch(row -> row.order() >= order && row.identity().equals(identity));
  }
}
