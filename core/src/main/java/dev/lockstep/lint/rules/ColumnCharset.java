package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.Map;

/// A column has a character set of its own.
final class ColumnCharset implements Rule {
  private static final Description ABOUT =
      new Description(
          "column-charset",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "Columns of different character sets or collations cannot be compared by an "
              + "index, and some comparisons fail.",
          "Leave it to the table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      Map<String, String> options = one.column().options();
      if (options.containsKey("charset") || options.containsKey("collate")) {
        scene.say(
            one.column().range(),
            "%s has a character set or collation of its own.".formatted(one),
            ABOUT.instead(),
            null);
      }
    }
  }
}
