package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.TypeName;
import org.jspecify.annotations.Nullable;

/// A key of whole numbers is not the one that SQLite counts up.
final class KeyIsNoRowId implements Rule {
  private static final Description ABOUT =
      new Description(
          "key-is-no-rowid",
          Severity.WARNING,
          true,
          Dialects.SQLITE,
          "Of all types only INTEGER makes a primary key the number of the row. A key of another"
              + " type, such as INT or BIGINT, gets no number by itself, can be null, and takes an"
              + " index of its own.",
          "Write INTEGER PRIMARY KEY, or make the table WITHOUT ROWID.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create && !create.options().containsKey("without rowid")) {
      for (Constraint key : create.allConstraints()) {
        if (key.type() == ConstraintType.PRIMARY_KEY && key.columns().size() == 1) {
          create.columns().stream()
              .filter(column -> column.name().equalsIgnoreCase(key.columns().getFirst()))
              .filter(column -> isNearly(column.type()))
              .forEach(column ->
                  scene.say(
                      column.range(),
                      "%s is %s: it gets no number by itself, and can be null."
                          .formatted(column.name(), column.type()),
                      ABOUT.instead(),
                      null));
        }
      }
    }
  }

  private static boolean isNearly(@Nullable TypeName type) {
    return type != null
        && (Affinity.of(type) == Affinity.INTEGER || type.name().contains("serial"))
        && !(type.name().equals("integer") && type.modifiers().isEmpty());
  }
}
