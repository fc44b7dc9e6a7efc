package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;

/// A column cannot hold times behind January 2038.
final class TimestampEnds implements Rule {
  private static final Description ABOUT =
      new Description(
          "timestamp-ends",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "TIMESTAMP ends on 2038-01-19, on MariaDB before 11.5 as on MySQL.",
          "Use DATETIME.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final int LONGER = 110_500;

  @Override
  public void check(Operation operation, Scene scene) {
    if (scene.dialect().equals("mariadb") && scene.version() >= LONGER) {
      return;
    }
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      if (one.typeName().equals("timestamp")) {
        scene.say(
            one.column().range(),
            "%s holds nothing behind 2038-01-19.".formatted(one),
            ABOUT.instead(),
            null);
      }
    }
  }
}
