package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.ValidateConstraint;

/// A constraint is validated in the transaction that added it.
final class ValidatedInSameTransaction implements Rule {
  private static final Description ABOUT =
      new Description(
          "validated-in-same-transaction",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "The lock of ADD CONSTRAINT is held until the transaction ends, so validating "
              + "in the same one blocks as long as if it had never been NOT VALID.",
          "Validate it in another file.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof ValidateConstraint validate
        && scene.isInUse(validate.table())
        && Transactions.earlier(scene).stream()
            .anyMatch(earlier ->
                earlier instanceof AddConstraint add
                    && scene.schema().isSame(add.table(), validate.table())
                    && validate.constraint().equals(add.constraint().name()))) {
      scene.say(
          "The lock that adding %s took is held while all rows of %s are checked."
              .formatted(validate.constraint(), validate.table()),
          ABOUT.instead());
    }
  }
}
