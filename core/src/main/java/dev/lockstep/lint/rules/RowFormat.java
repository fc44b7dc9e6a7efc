package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.Locale;
import java.util.Set;

/// A table has a row format that newer features do not know.
final class RowFormat implements Rule {
  private static final Description ABOUT =
      new Description(
          "row-format",
          Severity.NOTICE,
          true,
          Dialects.MYSQL,
          "COMPRESSED tables cannot be altered instantly and cost memory twice; REDUNDANT "
              + "and COMPACT ones allow only short index keys.",
          "Leave it to the server, which uses DYNAMIC.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> OLD = Set.of("compressed", "redundant", "compact");

  @Override
  public void check(Operation operation, Scene scene) {
    String format =
        switch (operation) {
          case CreateTable create when !create.modes().contains(Mode.TEMPORARY) ->
              create.options().get("row_format");
          case SetTableOption set when set.option().equals("row_format") -> set.value();
          default -> null;
        };
    if (format != null && OLD.contains(format.toLowerCase(Locale.ROOT))) {
      scene.say(
          "Row format %s is slow to alter or short of keys.".formatted(format), ABOUT.instead());
    }
  }
}
