package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.Operation.SetDefault;
import dev.lockstep.statement.Operation.SetNotNull;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.ValidateConstraint;
import dev.lockstep.statement.TextRange;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement outside a transaction cannot be run again.
final class NotRepeatable implements Rule {
  private static final Description ABOUT =
      new Description(
          "not-repeatable",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "Where a file that runs without a transaction fails halfway, what was done before stands"
              + " in the way when it runs again.",
          "Write IF EXISTS or IF NOT EXISTS, or let the file run in a transaction.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (scene.inTransaction() && !isConcurrent(operation)) {
      return;
    }
    if (Transactions.isBegun(scene) && !isConcurrent(operation)) {
      return;
    }
    switch (operation) {
      case CreateTable create
          when create.query() == null
              && !(create.modes().contains(Mode.TEMPORARY)
                  && create
                      .options()
                      .getOrDefault("on commit", "")
                      .toUpperCase(Locale.ROOT)
                      .endsWith("DROP")) ->
          look(create.modes(), Mode.IF_NOT_EXISTS, scene);
      case CreateIndex index when index.name() != null ->
          look(index.modes(), Mode.IF_NOT_EXISTS, scene);
      case AddColumn add -> look(add.modes(), Mode.IF_NOT_EXISTS, scene);
      case DropColumn drop -> look(drop.modes(), Mode.IF_EXISTS, scene);
      case DropConstraint drop -> look(drop.modes(), Mode.IF_EXISTS, scene);
      case Drop drop when DROPPED.contains(drop.type()) ->
          look(drop.modes(), Mode.IF_EXISTS, scene);
      case AddConstraint add when !isDropped(add, scene) -> look(Set.of(), null, scene);
      case ValidateConstraint validate when !isTouched(validate, scene) ->
          look(Set.of(), null, scene);
      case SetNotNull _, SetDefault _, ChangeType _, SetTableOption _, SetColumnOption _ ->
          look(Set.of(), null, scene);
      default -> {
        // can be run again, or is not known to
      }
    }
  }

  private static final Set<ObjectType> DROPPED =
      Set.of(ObjectType.TABLE, ObjectType.INDEX, ObjectType.TYPE);

  private static boolean isConcurrent(Operation operation) {
    return operation instanceof CreateIndex index && index.modes().contains(Mode.CONCURRENTLY);
  }

  private static boolean isDropped(AddConstraint add, Scene scene) {
    boolean gone = false;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof DropConstraint drop
          && Objects.equals(drop.constraint(), add.constraint().name())) {
        gone = drop.constraint() != null;
      } else if (earlier instanceof AddConstraint other
          && Objects.equals(other.constraint().name(), add.constraint().name())) {
        gone = false;
      }
    }
    return gone;
  }

  private static boolean isTouched(ValidateConstraint validate, Scene scene) {
    return scene.before().stream()
        .anyMatch(earlier ->
            (earlier instanceof DropConstraint drop
                    && validate.constraint().equals(drop.constraint()))
                || (earlier instanceof AddConstraint add
                    && validate.constraint().equals(add.constraint().name())));
  }

  private static void look(Set<Mode> modes, @Nullable Mode wanted, Scene scene) {
    if (wanted == null) {
      scene.say("This fails when it is run again.", ABOUT.instead());
    } else if (!modes.contains(wanted)) {
      String words = wanted == Mode.IF_EXISTS ? "IF EXISTS " : "IF NOT EXISTS ";
      scene.say(
          scene.range(),
          "This fails when it is run again.",
          ABOUT.instead(),
          scene
              .at(Anchor.NAME)
              .map(TextRange::start)
              .map(at -> new Fix(at, at, words))
              .orElse(null));
    }
  }
}
