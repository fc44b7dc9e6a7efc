package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TypeName;
import java.util.Map;

/// The width of a whole number says nothing about what it holds.
final class DisplayWidth implements Rule {
  private static final Description ABOUT =
      new Description(
          "display-width",
          Severity.NOTICE,
          true,
          Dialects.MYSQL,
          "The number behind INT is how wide some programs show it, not how many digits "
              + "fit; MySQL 8 has given it up.",
          "Leave it out.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Map<String, String> USUAL =
      Map.of(
          "tinyint", "4",
          "tinyint unsigned", "3",
          "smallint", "6",
          "smallint unsigned", "5",
          "mediumint", "9",
          "mediumint unsigned", "8",
          "int", "11",
          "int unsigned", "10",
          "bigint", "20",
          "bigint unsigned", "20");

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      TypeName type = one.column().type();
      if (type != null && isOdd(type) && !one.column().options().containsKey("zerofill")) {
        scene.say(
            type.range(),
            "%s holds as much as any other %s.".formatted(one, type.name()),
            ABOUT.instead(),
            null);
      }
    }
  }

  private static boolean isOdd(TypeName type) {
    String width = type.modifiers().isEmpty() ? "" : type.modifiers().getFirst();
    boolean truth = type.name().equals("tinyint") && width.equals("1");
    return USUAL.containsKey(type.name())
        && !width.isEmpty()
        && !width.equals(USUAL.get(type.name()))
        && !truth;
  }
}
