package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A column refers to one of another type.
final class ForeignKeyTypeDiffers implements Rule {
  private static final Description ABOUT =
      new Description(
          "foreign-key-type-differs",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "A column of a narrower type cannot hold all keys that it is to refer to, and one of"
              + " another type cannot always use the index.",
          "Give it the type of the column that it refers to.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      Reference reference = bound.constraint().reference();
      KnownTable other =
          reference == null ? null : scene.schema().table(reference.table()).orElse(null);
      if (reference != null && other != null) {
        List<String> columns = bound.constraint().columns();
        List<String> keys = reference.columns().isEmpty() ? primary(other) : reference.columns();
        for (int i = 0; i < Math.min(columns.size(), keys.size()); i++) {
          compare(type(operation, bound, columns.get(i), scene), other, keys.get(i), scene);
        }
      }
    }
  }

  /// What a serial column counts in.
  private static final Map<String, String> COUNTED =
      Map.of("smallserial", "smallint", "serial", "integer", "bigserial", "bigint");

  private static void compare(@Nullable TypeName type, KnownTable other, String key, Scene scene) {
    TypeName wanted = other.column(key).map(Column::type).orElse(null);
    if (type != null && wanted != null && !counted(type, scene).equals(counted(wanted, scene))) {
      scene.say(
          "A column of type %s refers to %s of %s, which is %s."
              .formatted(type, key, other.name().name(), wanted),
          ABOUT.instead());
    }
  }

  private static String counted(TypeName type, Scene scene) {
    if (scene.dialect().equals("sqlite")) {
      return Affinity.of(type).name();
    }
    return COUNTED.getOrDefault(type.name(), type.name());
  }

  private static List<String> primary(KnownTable table) {
    return table
        .constraints(ConstraintType.PRIMARY_KEY)
        .map(Constraint::columns)
        .findFirst()
        .orElse(List.of());
  }

  private static @Nullable TypeName type(
      Operation operation, Definitions.Bound bound, String column, Scene scene) {
    return Definitions.columns(operation).stream()
        .map(Definitions.Defined::column)
        .filter(one -> one.name().equals(column))
        .findFirst()
        .or(() -> scene.schema().table(bound.table()).flatMap(table -> table.column(column)))
        .map(Column::type)
        .orElse(null);
  }
}
