package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.Mode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Something is taken away that another object needs.
final class StillNeeded implements Rule {
  private static final Description ABOUT =
      new Description(
          "still-needed",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "PostgreSQL drops nothing that another object needs unless CASCADE is said, and changes"
              + " no type of a column that a view, rule, trigger, policy, publication or generated"
              + " column names.",
          "Drop that first, or say CASCADE where it is to go as well.");

  private static final String RETYPED =
      "Drop that first, change the type, and create it again, in one transaction.";

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Set<Mode> modes =
        switch (operation) {
          case Drop drop -> drop.modes();
          case DropColumn drop -> drop.modes();
          case DropConstraint drop -> drop.modes();
          default -> Set.of();
        };
    List<String> needing = modes.contains(Mode.CASCADE) ? List.of() : Needed.by(operation, scene);
    if (!needing.isEmpty()) {
      scene.say(
          "This fails while %s %s %s."
              .formatted(
                  Needed.listed(needing),
                  needing.stream().distinct().count() > 1 ? "need" : "needs",
                  what(operation)),
          operation instanceof ChangeType ? RETYPED : ABOUT.instead());
    }
  }

  private static String what(Operation operation) {
    return switch (operation) {
      case ChangeType change -> "column " + change.column() + " of " + change.table();
      case DropColumn drop -> "column " + drop.column() + " of " + drop.table();
      case DropConstraint drop -> "constraint " + drop.constraint() + " of " + drop.table();
      case Drop drop ->
          drop.type().words()
              + " "
              + drop.names().stream().map(Object::toString).collect(Collectors.joining(", "));
      default -> "it";
    };
  }
}
