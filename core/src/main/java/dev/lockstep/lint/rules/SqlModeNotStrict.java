package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetVariable;
import java.util.List;
import java.util.Locale;

/// The server is told to take values that do not fit.
final class SqlModeNotStrict implements Rule {
  private static final Description ABOUT =
      new Description(
          "sql-mode-not-strict",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Outside strict mode MySQL and MariaDB cut off texts, clip numbers and take "
              + "dates that are none, with a warning that nobody reads.",
          "Leave STRICT_TRANS_TABLES in sql_mode.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final List<String> STRICT =
      List.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "TRADITIONAL");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetVariable set && set.name().equals("sql_mode")) {
      String value = set.value() == null ? "" : set.value().toUpperCase(Locale.ROOT);
      boolean literal = value.startsWith("'") || value.startsWith("\"");
      if (literal && STRICT.stream().noneMatch(value::contains) && Commits.touchesOthers(scene)) {
        scene.say("From here on values that do not fit are cut off.", ABOUT.instead());
      }
    }
  }
}
