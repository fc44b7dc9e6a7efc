package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.lint.online.Effect;
import dev.lockstep.lint.online.Ground;
import dev.lockstep.lint.online.OnlineDdl;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.OnTable;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Update;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks what altering a table in use costs.
final class Online {
  private static final Set<String> SWITCHED_OFF = Set.of("0", "off", "false");

  private Online() {}

  /// Finds the table in use that an operation alters.
  static Optional<QualifiedName> table(Operation operation, Scene scene) {
    QualifiedName table =
        switch (operation) {
          case CreateTable _, CreateTrigger _, Insert _, Update _, Delete _ -> null;
          case OnTable change -> change.table();
          case Drop drop when drop.type() == ObjectType.INDEX -> drop.table();
          case Rename rename when rename.type() == ObjectType.TABLE -> rename.object();
          default -> null;
        };
    return Optional.ofNullable(table).filter(scene::isInUse);
  }

  /// Returns what one operation costs; empty where it alters no table in use or nobody knows.
  static Optional<Effect> effect(Operation operation, Scene scene) {
    return table(operation, scene)
        .flatMap(_ -> product(scene))
        .flatMap(product -> product.effect(operation, ground(scene)));
  }

  /// Returns what the whole statement costs; to be asked at its first operation.
  static Optional<Effect> effect(Scene scene) {
    return product(scene).flatMap(product -> product.effect(ground(scene)));
  }

  static Optional<OnlineDdl> product(Scene scene) {
    return OnlineDdl.of(scene.dialect(), scene.version());
  }

  private static Ground ground(Scene scene) {
    return new Ground(scene.schema(), scene.whole(), checksForeignKeys(scene));
  }

  /// Tells whether no earlier statement has switched off the checks of foreign keys.
  static boolean checksForeignKeys(Scene scene) {
    boolean checked = true;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof SetVariable set && set.name().equals("foreign_key_checks")) {
        checked = !isOff(set.value());
      }
    }
    return checked;
  }

  static boolean isOff(@Nullable String value) {
    return value != null && SWITCHED_OFF.contains(value.toLowerCase(Locale.ROOT));
  }
}
