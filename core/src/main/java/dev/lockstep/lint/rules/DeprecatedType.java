package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TypeName;
import java.util.Set;

/// A type is on its way out.
final class DeprecatedType implements Rule {
  private static final Description ABOUT =
      new Description(
          "deprecated-type",
          Severity.NOTICE,
          true,
          Dialects.MYSQL_ALONE,
          "MySQL has declared ZEROFILL, digits of FLOAT and DOUBLE, and UNSIGNED for "
              + "numbers with a fraction out of use; a later version refuses them.",
          "Use DECIMAL with a check, and pad numbers where they are shown.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> FRACTIONS = Set.of("float", "double", "decimal");

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      TypeName type = one.column().type();
      if (type != null && isDeprecated(type, one.column())) {
        scene.say(
            type.range(),
            "%s has a type that MySQL will not take for ever.".formatted(one),
            ABOUT.instead(),
            null);
      }
    }
  }

  private static boolean isDeprecated(TypeName type, Column column) {
    String name = type.name().replace(" unsigned", "");
    boolean unsigned = !name.equals(type.name());
    return column.options().containsKey("zerofill")
        || (FRACTIONS.contains(name) && unsigned)
        || (!name.equals("decimal") && FRACTIONS.contains(name) && type.modifiers().size() > 1);
  }
}
