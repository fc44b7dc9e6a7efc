package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A constraint goes.
final class DropConstraint implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-constraint",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "Rows can come in from now on that programs do not expect, and later no way "
              + "leads back until they are mended.",
          "Make sure that nothing relies on it.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Operation.AlterConstraint alter
        && alter.states().toUpperCase(Locale.ROOT).contains("NOT ENFORCED")
        && scene.isInUse(alter.table())) {
      say(alter.constraint(), alter.table(), scene);
    }
    if (operation instanceof Operation.Drop drop && drop.type() == ObjectType.INDEX) {
      index(drop, scene);
    }
    if (operation instanceof Operation.DropConstraint drop
        && scene.isInUse(drop.table())
        && scene.before().stream().noneMatch(earlier -> adds(earlier, drop, scene))
        && scene.after().stream()
            .noneMatch(later ->
                later instanceof Operation.AddConstraint add
                    && add.table().equals(drop.table())
                    && !add.constraint().is(Constraint.State.NOT_ENFORCED))) {
      say(drop.constraint(), drop.table(), scene);
    }
  }

  /// A unique index keeps rows out as a constraint does, unless another one does the same.
  private static void index(Operation.Drop drop, Scene scene) {
    for (QualifiedName name : drop.names()) {
      if (drop.table() != null && scene.isInUse(drop.table()) && isKey(name, drop.table(), scene)) {
        say(name.name(), drop.table(), scene);
      }
      Operation.CreateIndex index = known(name, drop.table(), scene);
      if (index != null
          && index.unique()
          && scene.isInUse(index.table())
          && scene.schema().table(index.table()).stream()
              .flatMap(table -> table.indexes().stream())
              .noneMatch(other ->
                  other.unique()
                      && !Objects.equals(other.name(), index.name())
                      && other.columns().equals(index.columns()))
          && scene.after().stream().noneMatch(DropConstraint::isUnique)) {
        say(name.name(), index.table(), scene);
      }
    }
  }

  private static boolean isKey(QualifiedName name, QualifiedName table, Scene scene) {
    return scene.after().stream().noneMatch(DropConstraint::isUnique)
        && scene.schema().table(table).stream()
            .flatMap(known -> known.constraints(ConstraintType.UNIQUE))
            .anyMatch(one -> name.name().equals(one.name()));
  }

  private static Operation.@Nullable CreateIndex known(
      QualifiedName name, @Nullable QualifiedName table, Scene scene) {
    return table == null
        ? scene.schema().index(name).orElse(null)
        : scene.schema().table(table).stream()
            .flatMap(known -> known.indexes().stream())
            .filter(one -> one.name() != null && one.name().name().equals(name.name()))
            .findFirst()
            .orElse(null);
  }

  private static boolean isUnique(Operation later) {
    return (later instanceof Operation.CreateIndex create && create.unique())
        || later instanceof Operation.AddConstraint;
  }

  private static void say(@Nullable String constraint, QualifiedName table, Scene scene) {
    scene.say(
        "Rows that %s kept out of %s can come in from now on."
            .formatted(constraint == null ? "it" : constraint, table),
        ABOUT.instead());
  }

  /// What the file itself added kept nothing out before.
  private static boolean adds(Operation earlier, Operation.DropConstraint drop, Scene scene) {
    return earlier instanceof Operation.AddConstraint add
        && drop.constraint() != null
        && drop.constraint().equals(add.constraint().name())
        && scene.schema().isSame(add.table(), drop.table());
  }
}
