package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.SetVariable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A table is kept by an engine other than InnoDB.
final class EngineNotAllowed implements Rule {
  private static final Description ABOUT =
      new Description(
          "engine-not-allowed",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "Other engines have no transactions, lock whole tables, or lose rows in a "
              + "crash; Galera does not replicate them.",
          "Use InnoDB.");

  private static final Parameter ALLOWED = new Parameter("allowed", "innodb", "the engines in use");

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
    String engine =
        switch (operation) {
          case CreateTable create when !create.modes().contains(Mode.TEMPORARY) ->
              create.options().get("engine");
          case SetTableOption set when set.option().equals("engine") -> set.value();
          case SetVariable set
              when set.name().equals("default_storage_engine")
                  || set.name().equals("storage_engine") ->
              set.value() == null ? null : set.value().replace("'", "").replace("\"", "");
          default -> null;
        };
    Set<String> allowed = Lists.lowerCase(scene.parameter(ALLOWED));
    if (engine != null && !allowed.contains(engine.toLowerCase(Locale.ROOT))) {
      scene.say("Engine %s is none of those in use here.".formatted(engine), ABOUT.instead());
    }
  }
}
