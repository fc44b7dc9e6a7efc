package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropDefault;
import dev.lockstep.statement.Operation.DropNotNull;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.LockTables;
import dev.lockstep.statement.Operation.Merge;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetDefault;
import dev.lockstep.statement.Operation.SetNotNull;
import dev.lockstep.statement.Operation.Transaction;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Operation.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/// Rows are worked on while an earlier statement keeps a table locked.
final class WorkUnderLock implements Rule {
  private static final Description ABOUT =
      new Description(
          "work-under-exclusive-lock",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Locks are held until the transaction ends, so what takes long behind an ALTER TABLE"
              + " keeps everybody out of its table for as long.",
          "Put what takes long into a file of its own.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (!takesLong(operation, scene)) {
      return;
    }
    QualifiedName table = lockedBefore(operation, scene);
    if (table != null && (scene.inTransaction() || Transactions.isBegun(scene))) {
      scene.say(
          "Nobody can use %s while this runs, since an earlier statement locked it."
              .formatted(table),
          ABOUT.instead());
    }
  }

  /// Looks back to the lock, or to other work behind it, of which the lock was said.
  private static @Nullable QualifiedName lockedBefore(Operation operation, Scene scene) {
    for (Operation earlier : scene.before().reversed()) {
      QualifiedName table = locked(earlier);
      if (table != null && scene.isInUse(table)) {
        return isSameConstraint(operation, earlier) ? null : table;
      }
      if (earlier instanceof Transaction || takesLong(earlier, scene)) {
        return null;
      }
    }
    return null;
  }

  /// To validate what was added before is said by another rule.
  private static boolean isSameConstraint(Operation operation, Operation earlier) {
    return operation instanceof ValidateConstraint validate
        && earlier instanceof AddConstraint add
        && validate.constraint().equals(add.constraint().name());
  }

  private static boolean takesLong(Operation operation, Scene scene) {
    return switch (operation) {
      case Update update -> scene.isInUse(update.table());
      case Delete delete -> scene.isInUse(delete.table());
      case Insert insert -> insert.query() != null && !insert.query().reads().isEmpty();
      case Merge merge -> scene.isInUse(merge.table());
      case CreateIndex index -> scene.isInUse(index.table());
      case ValidateConstraint validate -> scene.isInUse(validate.table());
      default -> false;
    };
  }

  /// Returns the table that an operation locks against everybody; null for none.
  private static @Nullable QualifiedName locked(Operation operation) {
    return switch (operation) {
      case AddColumn add -> add.table();
      case DropColumn drop -> drop.table();
      case ChangeType change -> change.table();
      case SetDefault set -> set.table();
      case DropDefault drop -> drop.table();
      case SetNotNull set -> set.table();
      case DropNotNull drop -> drop.table();
      case AddConstraint add ->
          add.constraint().type() == ConstraintType.FOREIGN_KEY ? null : add.table();
      case DropConstraint drop -> drop.table();
      case Rename rename when rename.type() == ObjectType.TABLE && rename.part() != null ->
          rename.object();
      case LockTables lock when lock.mode().equals("ACCESS EXCLUSIVE") -> lock.tables().getFirst();
      default -> null;
    };
  }
}
