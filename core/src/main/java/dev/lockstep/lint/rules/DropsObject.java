package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateDomain;
import dev.lockstep.statement.Operation.CreateEnum;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Rename;
import java.util.Set;
import java.util.stream.Stream;

/// A view, routine, type or sequence goes.
final class DropsObject implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-object",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "Programs that use it break at once.",
          "Stop using it first, deploy that, and drop it in a later release.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop && USED.contains(drop.type())) {
      for (QualifiedName name : drop.names()) {
        boolean known =
            Stream.concat(scene.before().stream(), scene.after().stream())
                .anyMatch(other -> creates(other, name, scene));
        if (!known && scene.isInUse(name)) {
          scene.say(
              "Programs that use %s %s break.".formatted(drop.type().words(), name),
              ABOUT.instead());
        }
      }
    }
  }

  private static final Set<ObjectType> USED =
      Set.of(
          ObjectType.AGGREGATE,
          ObjectType.DOMAIN,
          ObjectType.EXTENSION,
          ObjectType.FOREIGN_TABLE,
          ObjectType.FUNCTION,
          ObjectType.MATERIALIZED_VIEW,
          ObjectType.PROCEDURE,
          ObjectType.ROUTINE,
          ObjectType.SEQUENCE,
          ObjectType.TYPE,
          ObjectType.VIEW);

  /// One that the file creates itself is its own, or is only replaced; of one that it renames, the
  /// old name is what programs know.
  private static boolean creates(Operation other, QualifiedName name, Scene scene) {
    QualifiedName created =
        switch (other) {
          case Create create -> create.name();
          case CreateView view -> view.name();
          case CreateRoutine routine -> routine.name();
          case CreateEnum type -> type.name();
          case CreateDomain domain -> domain.name();
          case Rename rename when rename.part() == null ->
              new QualifiedName(rename.object().qualifier(), rename.to());
          default -> null;
        };
    return created != null && scene.schema().isSame(created, name);
  }
}
