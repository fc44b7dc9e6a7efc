package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.List;

/// A column sorts in an order that is not used here.
final class OtherCollation implements Rule {
  private static final Description ABOUT =
      new Description(
          "forbidden-collation",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Columns that sort in different orders cannot be compared without more ado.",
          "Leave the collation out, or use one of those that are agreed on.");

  private static final Parameter ALLOWED =
      new Parameter("allowed", "", "the collations that may be named, with commas between them");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(ALLOWED);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<String> allowed = Lists.words(scene.parameter(ALLOWED));
    for (Definitions.Defined defined : Definitions.columns(operation)) {
      String collation = defined.column().options().get("collate");
      if (collation != null && !allowed.contains(collation)) {
        scene.say(
            defined.column().range(),
            "Column %s sorts by %s.".formatted(defined.column().name(), collation),
            ABOUT.instead(),
            null);
      }
    }
  }
}
