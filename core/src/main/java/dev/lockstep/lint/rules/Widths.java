package dev.lockstep.lint.rules;

import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Set;

/// Compares what types can hold.
final class Widths {
  /// Numbers from the narrowest type.
  private static final List<String> NUMBERS =
      List.of("tinyint", "smallint", "mediumint", "integer", "int", "bigint", "numeric", "decimal");

  private static final Set<String> TEXTS = Set.of("text", "character varying", "varchar");

  private Widths() {}

  /// Tells whether a value of one type may be none of another, where both are well known.
  static boolean mayNotFit(TypeName before, TypeName after) {
    if (before.dimensions() != after.dimensions()) {
      return true;
    }
    boolean wasText = TEXTS.contains(before.name());
    boolean isText = TEXTS.contains(after.name());
    if (wasText && isText) {
      return isShorter(before, after);
    }
    if (isText) {
      return !after.modifiers().isEmpty();
    }
    int was = NUMBERS.indexOf(before.name());
    int is = NUMBERS.indexOf(after.name());
    if (was >= 0 && is >= 0) {
      return is < was || (is == was && isShorter(before, after));
    }
    return wasText;
  }

  /// Tells whether a type takes less than another of its name by its numbers.
  private static boolean isShorter(TypeName before, TypeName after) {
    if (after.modifiers().isEmpty()) {
      return false;
    }
    if (before.modifiers().isEmpty()) {
      return true;
    }
    long scale = scale(before);
    long digits = number(before.modifiers().getFirst()) - scale;
    long left = number(after.modifiers().getFirst()) - scale(after);
    // to round may add a digit
    return left < digits || (left == digits && scale(after) < scale);
  }

  private static long scale(TypeName type) {
    return type.modifiers().size() > 1 ? number(type.modifiers().get(1)) : 0;
  }

  private static long number(String modifier) {
    boolean digits =
        !modifier.isEmpty()
            && modifier.length() < 10
            && modifier.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return digits ? Long.parseLong(modifier) : 0;
  }
}
