package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.Copy;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Grant;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.LockTables;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.OnTable;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetSchema;
import dev.lockstep.statement.Operation.Truncate;
import dev.lockstep.statement.Operation.Update;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells what ends a transaction of MySQL and MariaDB by itself.
final class Commits {
  private Commits() {}

  static boolean isImplicit(Operation operation) {
    return switch (operation) {
      case CreateTable create -> !create.modes().contains(Mode.TEMPORARY);
      case Drop drop -> !drop.modes().contains(Mode.TEMPORARY);
      case Insert _, Update _, Delete _ -> false;
      case OnTable _, Rename _, Create _, CreateView _, CreateRoutine _, Truncate _ -> true;
      case Alter _, Grant _, SetSchema _, LockTables _, Maintain _ -> true;
      default -> false;
    };
  }

  /// Finds the table whose rows an operation changes.
  static Optional<QualifiedName> changed(Operation operation) {
    return switch (operation) {
      case Insert insert -> Optional.of(insert.table());
      case Update update -> Optional.of(update.table());
      case Delete delete -> Optional.of(delete.table());
      case Copy copy when copy.into() -> Optional.ofNullable(copy.table());
      default -> Optional.empty();
    };
  }

  /// Tells whether the file creates a table anywhere, also where the operation itself stands.
  static boolean isCreated(QualifiedName table, Scene scene) {
    return Stream.concat(scene.created().stream(), CreateTable.in(scene.whole()))
        .anyMatch(created -> scene.schema().isSame(table, created));
  }

  /// Tells whether anything behind in the file touches a table that the file did not create.
  static boolean touchesOthers(Scene scene) {
    Set<QualifiedName> created = new HashSet<>();
    for (Operation later : scene.after()) {
      switch (later) {
        case CreateTable create -> created.add(create.table());
        case Drop drop when drop.type() == ObjectType.TABLE -> created.addAll(drop.names());
        case OnTable change
            when scene.isInUse(change.table()) && !created.contains(change.table()) -> {
          return true;
        }
        default -> {
          // touches no table
        }
      }
    }
    return false;
  }
}
