package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Block;
import dev.lockstep.statement.Operation.Call;
import dev.lockstep.statement.Operation.Copy;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Grant;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Merge;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Transaction;
import dev.lockstep.statement.Operation.Update;
import java.util.List;

/// A script changes the database without the settings that it should run with.
final class SettingsNotSet implements Rule {
  private static final Description ABOUT =
      new Description(
          "settings-not-set",
          Severity.NOTICE,
          false,
          Dialects.POSTGRES,
          "Without lock_timeout a statement that waits for a lock makes all later ones wait behind"
              + " it; without statement_timeout it runs as long as it likes.",
          "Set them at the beginning of the file, or for all deployments in the project.");

  private static final Parameter SETTINGS =
      new Parameter(
          "settings",
          "lock_timeout,statement_timeout",
          "what is to be set, with commas between them");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(SETTINGS);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (!matters(operation)) {
      return;
    }
    for (String setting : Lists.words(scene.parameter(SETTINGS))) {
      boolean late = scene.before().stream().anyMatch(SettingsNotSet::matters);
      boolean set =
          scene.before().stream()
              .anyMatch(earlier ->
                  earlier instanceof SetVariable variable
                      && variable.name().equals(setting)
                      && variable.value() != null);
      if (!late && !set) {
        scene.say("%s is not set before this.".formatted(setting), ABOUT.instead());
      }
    }
  }

  private static boolean matters(Operation operation) {
    return switch (operation) {
      case CreateTable create ->
          create.query() != null
              || create.allConstraints().stream()
                  .anyMatch(one -> one.type() == ConstraintType.FOREIGN_KEY);
      case Select _, Insert _, Update _, Delete _, Merge _, Copy _, Call _, Block _ -> false;
      case SetVariable _, Transaction _, Grant _, Other _ -> false;
      case Maintain maintain -> !maintain.verb().equals("ANALYZE");
      default -> true;
    };
  }
}
