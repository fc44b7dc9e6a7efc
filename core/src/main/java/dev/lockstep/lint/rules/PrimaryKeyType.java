package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primary key is of a type that is not used for keys here.
final class PrimaryKeyType implements Rule {
  private static final Description ABOUT =
      new Description(
          "primary-key-type",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "A key runs out of numbers, or grows every index that refers to it, by its type.",
          "Use one of the types that are agreed on.");

  private static final Parameter TYPES =
      new Parameter(
          "types",
          "bigint,bigserial,uuid",
          "as the database spells them in full, with commas between them");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(TYPES);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<String> allowed = Lists.words(scene.parameter(TYPES));
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      if (bound.constraint().type() == ConstraintType.PRIMARY_KEY) {
        for (String name : bound.constraint().columns()) {
          TypeName type = type(operation, bound.table(), name, scene);
          if (type != null && !allowed.contains(type.name())) {
            scene.say(
                "Column %s of the primary key of %s is %s."
                    .formatted(name, bound.table(), type.name()),
                ABOUT.instead());
          }
        }
      }
    }
  }

  private static @Nullable TypeName type(
      Operation operation, QualifiedName table, String name, Scene scene) {
    return Definitions.columns(operation).stream()
        .map(Definitions.Defined::column)
        .filter(column -> column.name().equals(name))
        .findFirst()
        .or(() -> scene.schema().table(table).flatMap(known -> known.column(name)))
        .map(Column::type)
        .orElse(null);
  }
}
