package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AttachPartition;
import dev.lockstep.statement.Operation.CreateTable;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A partition comes beside one that may hold its rows.
final class DefaultPartitionScanned implements Rule {
  private static final Description ABOUT =
      new Description(
          "default-partition-scanned",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "A new partition, attached or created as one, locks the default partition against"
              + " everybody and looks at all of its rows for some that belong to the new partition,"
              + " which make it fail. A valid check that leaves its bounds out saves the look; the"
              + " lock is taken for a moment then.",
          "Add a check to the default partition NOT VALID that leaves the bounds out, and validate"
              + " it; drop it when the partition is attached.");

  private static final Pattern VALUE = Pattern.compile("'[^']*'|\\b\\d+(?:\\.\\d+)?\\b");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case AttachPartition attach when !attach.isDefault() ->
          look(attach.table(), attach.bounds(), scene);
      case CreateTable create when create.partitionOf() != null -> {
        String bound = create.options().getOrDefault("partition bound", "");
        if (!bound.equalsIgnoreCase("default")) {
          List<String> bounds = VALUE.matcher(bound).results().map(MatchResult::group).toList();
          look(create.partitionOf(), bounds, scene);
        }
      }
      default -> {}
    }
  }

  private static void look(QualifiedName parent, List<String> bounds, Scene scene) {
    scene
        .schema()
        .defaultPartition(parent)
        .filter(partition -> scene.isInUse(partition.name()))
        .filter(partition -> !leavesOut(partition, bounds))
        .ifPresent(partition ->
            scene.say(
                "All rows of %s are looked at while nobody can use it."
                    .formatted(scene.sized(partition.name())),
                ABOUT.instead()));
  }

  /// Takes a valid check that names the bounds for one that leaves them out.
  private static boolean leavesOut(KnownTable partition, List<String> bounds) {
    return partition
        .constraints(ConstraintType.CHECK)
        .filter(check -> !check.is(State.NOT_VALID) && !check.is(State.NOT_ENFORCED))
        .anyMatch(check -> names(check, bounds));
  }

  private static boolean names(Constraint check, List<String> bounds) {
    Expression expression = check.expression();
    return expression != null && bounds.stream().allMatch(expression.text()::contains);
  }
}
