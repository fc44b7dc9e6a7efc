package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Query.Kind;
import org.jspecify.annotations.Nullable;

/// A condition compares with NULL.
final class ComparesWithNull implements Rule {
  private static final Description ABOUT =
      new Description(
          "compares-with-null",
          Severity.ERROR,
          true,
          Dialects.ALL,
          "A comparison with NULL is never true, so no row is found.",
          "Write IS NULL or IS NOT NULL.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Query query = query(operation);
    if (query != null && query.has(Kind.COMPARES_WITH_NULL)) {
      scene.say("A comparison with NULL is never true.", ABOUT.instead());
    }
  }

  private static @Nullable Query query(Operation operation) {
    return switch (operation) {
      case Select select -> select.query();
      case Insert insert -> insert.query();
      case Update update -> update.query();
      case Delete delete -> delete.query();
      case CreateView view -> view.query();
      default -> null;
    };
  }
}
