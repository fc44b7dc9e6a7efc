package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.SetVariable;
import java.util.Set;

/// Keys or checks are not looked at.
final class ChecksSwitchedOff implements Rule {
  private static final Description ABOUT =
      new Description(
          "checks-switched-off",
          Severity.WARNING,
          true,
          Dialects.SERVERS,
          "While foreign keys, unique keys, checks or triggers are switched off, rows come in that"
              + " break them, and nothing finds them later. PostgreSQL's foreign keys are"
              + " triggers.",
          "Put the statements into an order that needs no such thing.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> CHECKS =
      Set.of("foreign_key_checks", "unique_checks", "check_constraint_checks");

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case SetVariable set
          when CHECKS.contains(set.name())
              && Online.isOff(set.value())
              && Commits.touchesOthers(scene) ->
          scene.say(
              "From here on nothing checks what %s stands for.".formatted(set.name()),
              ABOUT.instead());
      case SetVariable set when isReplica(set) ->
          scene.say(
              "From here on no foreign key is checked, and triggers and rules do not run.",
              ABOUT.instead());
      case SetTableOption set
          when scene.isInUse(set.table()) && set.option().startsWith("disable trigger") ->
          disabled(set, scene);
      default -> {
        // switches nothing off
      }
    }
  }

  private static boolean isReplica(SetVariable set) {
    String value = set.value() == null ? "" : set.value().replace("'", "");
    return set.name().equals("session_replication_role") && value.equalsIgnoreCase("replica");
  }

  private static void disabled(SetTableOption set, Scene scene) {
    String trigger = set.value();
    if (set.option().endsWith(" all")) {
      scene.say(
          "From here on nothing checks the foreign keys of %s, and its triggers do not run."
              .formatted(set.table()),
          ABOUT.instead());
    } else {
      scene.say(
          "From here on %s of %s %s not run."
              .formatted(
                  trigger == null ? "the triggers" : "trigger " + trigger,
                  set.table(),
                  trigger == null ? "do" : "does"),
          "Let them run, or see to what they stand for.");
    }
  }
}
