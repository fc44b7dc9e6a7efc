package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateDomain;
import dev.lockstep.statement.Operation.CreateEnum;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An object of a kind that is not used here.
final class ForbiddenObjects implements Rule {
  private static final Description ABOUT =
      new Description(
          "forbidden-objects",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Teams agree to do without kinds of objects that hide what programs do or bind them to"
              + " one product.",
          "Do it in another way.");

  private static final Parameter KINDS =
      new Parameter(
          "kinds",
          "rule,delete-cascade",
          "such as trigger, function, procedure, view, rule, enum, domain, event, partition,"
              + " foreign-key, delete-cascade, with commas between them");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(KINDS);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<String> forbidden = Lists.words(scene.parameter(KINDS));
    Set<String> found = new LinkedHashSet<>();
    switch (operation) {
      case CreateTrigger _ -> found.add("trigger");
      case CreateRoutine routine -> found.add(kind(routine.type()));
      case CreateView view -> found.add(kind(view.type()));
      case CreateEnum _ -> found.add("enum");
      case CreateDomain _ -> found.add("domain");
      case Create create -> found.add(kind(create.type()));
      case CreateTable create when create.partitionedBy() != null -> found.add("partition");
      default -> {
        // creates no object but a table
      }
    }
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      Reference reference = bound.constraint().reference();
      if (reference != null) {
        found.add("foreign-key");
        found.add(
            "cascade".equalsIgnoreCase(reference.onDelete()) ? "delete-cascade" : "foreign-key");
      }
    }
    for (String kind : found) {
      if (forbidden.contains(kind)) {
        scene.say("Objects of kind %s are not used here.".formatted(kind), ABOUT.instead());
      }
    }
  }

  private static String kind(ObjectType type) {
    return type.words().replace(' ', '-');
  }
}
