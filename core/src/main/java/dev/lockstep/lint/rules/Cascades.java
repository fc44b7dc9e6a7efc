package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropOwned;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Truncate;
import java.util.List;
import java.util.Set;

/// What depends on something goes with it.
final class Cascades implements Rule {
  private static final Description ABOUT =
      new Description(
          "cascade",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "CASCADE drops or empties whatever depends on the object, which the statement does not"
              + " name.",
          "Name what is to go, one by one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Set<Mode> modes =
        switch (operation) {
          case Drop drop when drop.type() != ObjectType.TABLE || isInUse(drop, scene) ->
              drop.modes();
          case DropOwned drop -> drop.modes();
          case DropColumn drop when scene.isInUse(drop.table()) -> drop.modes();
          case DropConstraint drop when scene.isInUse(drop.table()) -> drop.modes();
          case Truncate truncate when truncate.tables().stream().anyMatch(scene::isInUse) ->
              truncate.modes();
          default -> Set.of();
        };
    if (modes.contains(Mode.CASCADE)) {
      scene.say(
          operation instanceof Truncate
              ? "Every table that refers to this one is emptied as well, whichever it is."
              : "Everything that depends on this is dropped as well, whatever it is%s."
                  .formatted(known(Needed.by(operation, scene))),
          ABOUT.instead());
    }
  }

  private static String known(List<String> needing) {
    return needing.isEmpty() ? "" : ", " + Needed.listed(needing) + " among it";
  }

  private static boolean isInUse(Drop drop, Scene scene) {
    return drop.names().stream().anyMatch(scene::isInUse);
  }
}
