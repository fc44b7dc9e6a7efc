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
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.OnTable;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.Truncate;
import java.util.Set;

/// A table is named without its schema.
final class UnnamedSchema implements Rule {
  private static final Description ABOUT =
      new Description(
          "unqualified-name",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "Which table a name without a schema means depends on the search path of whoever runs the"
              + " statement.",
          "Write SCHEMA.TABLE.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create -> {
        if (!create.modes().contains(Mode.TEMPORARY)) {
          look(create.table(), scene);
        }
      }
      case CreateView view when !view.modes().contains(Mode.TEMPORARY) -> look(view.name(), scene);
      case CreateRoutine routine -> look(routine.name(), scene);
      case CreateEnum type -> look(type.name(), scene);
      case CreateDomain domain -> look(domain.name(), scene);
      case Create create when create.type() == ObjectType.SEQUENCE -> look(create.name(), scene);
      case Drop drop when RELATIONS.contains(drop.type()) ->
          drop.names().forEach(name -> look(name, scene));
      case Rename rename when RELATIONS.contains(rename.type()) -> look(rename.object(), scene);
      case Truncate truncate -> truncate.tables().forEach(name -> look(name, scene));
      case OnTable on when !on.table().name().isEmpty() -> look(on.table(), scene);
      default -> {
        // names nothing that lives in a schema
      }
    }
  }

  private static final Set<ObjectType> RELATIONS =
      Set.of(
          ObjectType.TABLE,
          ObjectType.VIEW,
          ObjectType.MATERIALIZED_VIEW,
          ObjectType.INDEX,
          ObjectType.SEQUENCE,
          ObjectType.TYPE,
          ObjectType.DOMAIN,
          ObjectType.FUNCTION,
          ObjectType.PROCEDURE);

  private static void look(QualifiedName name, Scene scene) {
    if (name.qualifier() == null) {
      scene.say("Where %s is depends on the search path.".formatted(name), ABOUT.instead());
    }
  }
}
