package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.List;

/// An index has many columns.
final class WideIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "index-too-wide",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Each column makes an index larger and its writes slower, and those behind the first few"
              + " hardly help to find rows.",
          "Leave out those that help least.");

  private static final Parameter MOST =
      new Parameter("most", "5", "how many columns an index may have");

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
    if (operation instanceof CreateIndex index && index.keys().size() > most) {
      look(index.keys().size(), most, scene);
    }
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      ConstraintType type = bound.constraint().type();
      if ((type == ConstraintType.PRIMARY_KEY || type == ConstraintType.UNIQUE)
          && bound.constraint().columns().size() > most) {
        look(bound.constraint().columns().size(), most, scene);
      }
    }
  }

  private static void look(int columns, int most, Scene scene) {
    scene.say(
        "This index has %d columns, and %d may be.".formatted(columns, most), ABOUT.instead());
  }
}
