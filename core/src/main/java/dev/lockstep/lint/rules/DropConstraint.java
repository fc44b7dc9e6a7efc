package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Operation;
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
        && alter.states().contains("NOT ENFORCED")
        && scene.isInUse(alter.table())) {
      say(alter.constraint(), alter.table(), scene);
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
