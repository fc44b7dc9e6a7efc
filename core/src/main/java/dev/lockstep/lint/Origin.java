package dev.lockstep.lint;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Review.Placed;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.TextRange;
import org.jspecify.annotations.Nullable;

/// Is where a text that was read as one statement comes from.
///
/// @param placed the statement of the file
/// @param number of that statement, from 0
/// @param inside where in it the text stands; null for the statement itself
/// @param exact whether the places in the text are those of the statement
record Origin(
    Placed placed, int number, ParsedStatement parsed, @Nullable TextRange inside, boolean exact) {

  /// Returns the one of a statement inside of it.
  Origin inside(Embedded inner, ParsedStatement read) {
    return new Origin(placed, number, read, place(inner.range()), exact && inner.isExact());
  }

  TextRange place(TextRange range) {
    return inside == null ? range : exact ? range.within(inside.start()) : inside;
  }

  @Nullable Fix place(@Nullable Fix fix) {
    if (fix == null || !exact) {
      return null;
    }
    int from = inside == null ? 0 : inside.start();
    return new Fix(from + fix.start(), from + fix.end(), fix.replacement());
  }
}
