package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A key that counts up may run out of numbers.
final class AutoIncrementExhausts implements Rule {
  private static final Description ABOUT =
      new Description(
          "auto-increment-exhausts",
          Severity.NOTICE,
          true,
          Dialects.MYSQL,
          "When a type has no more numbers, every insert fails, and making it wider "
              + "copies the table; rolled back inserts and REPLACE use numbers up as well.",
          "Use BIGINT.");

  private static final Parameter TYPES =
      new Parameter("types", "int unsigned,bigint,bigint unsigned", "the types that are enough");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(TYPES);
  }

  private static final Map<String, String> LAST =
      Map.of(
          "tinyint", "127",
          "tinyint unsigned", "255",
          "smallint", "32767",
          "smallint unsigned", "65535",
          "mediumint", "8388607",
          "mediumint unsigned", "16777215",
          "int", "2147483647",
          "int unsigned", "4294967295");

  @Override
  public void check(Operation operation, Scene scene) {
    Set<String> types = Lists.lowerCase(scene.parameter(TYPES));
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      boolean counts = one.column().numbering() == Numbering.AUTO_INCREMENT;
      if (counts && !types.contains(one.typeName())) {
        String last = LAST.get(one.typeName());
        scene.say(
            one.column().range(),
            last == null
                ? "%s counts up in a type that is not for it.".formatted(one)
                : "%s has no more numbers behind %s.".formatted(one, last),
            ABOUT.instead(),
            null);
      }
    }
  }
}
