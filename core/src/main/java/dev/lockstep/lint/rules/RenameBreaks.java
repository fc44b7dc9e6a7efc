package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateDomain;
import dev.lockstep.statement.Operation.CreateEnum;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetSchema;
import java.util.Set;

/// What programs know by a name gets another.
final class RenameBreaks implements Rule {
  private static final Description ABOUT =
      new Description(
          "rename",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "Programs that know the old name break at once.",
          "Add the new one beside it, write to both, move the readers, then drop the "
              + "old one; of a table, leave a view with the old name.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<ObjectType> RELATIONS =
      Set.of(ObjectType.TABLE, ObjectType.VIEW, ObjectType.MATERIALIZED_VIEW);

  private static final Set<ObjectType> OTHERS =
      Set.of(
          ObjectType.SCHEMA,
          ObjectType.SEQUENCE,
          ObjectType.TYPE,
          ObjectType.DOMAIN,
          ObjectType.FUNCTION,
          ObjectType.PROCEDURE,
          ObjectType.ROUTINE);

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case Redefine redefine
          when scene.isInUse(redefine.table())
              && !redefine.column().equalsIgnoreCase(redefine.definition().name()) ->
          scene.say(
              "Programs that know column %s of %s by this name break."
                  .formatted(redefine.column(), redefine.table()),
              ABOUT.instead());
      case Rename rename when scene.isInUse(rename.object()) -> renamed(rename, scene);
      case SetSchema move
          when isKnownByName(move.type())
              && scene.isInUse(move.object())
              && !scene.schema().isNewType(move.object()) ->
          scene.say(
              "Programs that know %s in its schema break.".formatted(move.object()),
              ABOUT.instead());
      default -> {
        // all names stay
      }
    }
  }

  private static void renamed(Rename rename, Scene scene) {
    String part = rename.part();
    if (part == null
        && isKnownByName(rename.type())
        && !isReplaced(rename, scene)
        && !Rebuild.beginsWith(rename, scene)) {
      scene.say(
          "Programs that know %s by this name break.".formatted(rename.object()), ABOUT.instead());
    } else if (RELATIONS.contains(rename.type()) && rename.partType() == ObjectType.COLUMN) {
      scene.say(
          "Programs that know column %s of %s by this name break.".formatted(part, rename.object()),
          ABOUT.instead());
    } else if (rename.type() == ObjectType.TYPE
        && part != null
        && !scene.schema().isNewType(rename.object())) {
      scene.say(
          "Programs that know '%s' of %s by this name break.".formatted(part, rename.object()),
          ABOUT.instead());
    }
  }

  private static boolean isKnownByName(ObjectType type) {
    return RELATIONS.contains(type) || OTHERS.contains(type);
  }

  /// A view that takes over the old name keeps programs running, and so does a type.
  private static boolean isReplaced(Rename rename, Scene scene) {
    return scene.after().stream()
        .map(later ->
            switch (later) {
              case CreateView view -> view.name();
              case CreateEnum type -> type.name();
              case CreateDomain domain -> domain.name();
              case Create create -> create.name();
              default -> null;
            })
        .anyMatch(name -> name != null && scene.schema().isSame(name, rename.object()));
  }
}
