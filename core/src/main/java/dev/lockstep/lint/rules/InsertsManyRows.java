package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Insert;
import java.util.List;

/// A statement inserts many rows.
final class InsertsManyRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "insert-row-limit",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "A long list of rows is one long statement: it is parsed as a whole, and fails or waits"
              + " as a whole.",
          "Insert them in batches, or by COPY.");

  private static final Parameter MOST =
      new Parameter("most", "1000", "how many rows one statement may insert");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(MOST);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    int most = Lists.number(MOST, scene.parameter(MOST));
    if (operation instanceof Insert insert && insert.rows() > most) {
      scene.say(
          "This inserts %,d rows, and %,d may be at once.".formatted(insert.rows(), most),
          ABOUT.instead());
    }
  }
}
