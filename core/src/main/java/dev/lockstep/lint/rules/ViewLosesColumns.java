package dev.lockstep.lint.rules;

import dev.lockstep.lint.Dependent;
import dev.lockstep.lint.Dependent.Given;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Drop;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A view is made anew without a column that it had.
final class ViewLosesColumns implements Rule {
  private static final Set<ObjectType> VIEWS =
      Set.of(ObjectType.VIEW, ObjectType.MATERIALIZED_VIEW);

  private static final Description ABOUT =
      new Description(
          "view-loses-columns",
          Severity.WARNING,
          true,
          Dialects.POSTGRES_AND_SQLITE,
          "Programs that read the column break at once. Rights on a view that is dropped go with"
              + " it, and so do the indexes of a materialized one.",
          "Stop using it first, deploy that, and take it out in a later release.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop && VIEWS.contains(drop.type())) {
      for (QualifiedName name : drop.names()) {
        scene.after().stream()
            .filter(CreateView.class::isInstance)
            .map(CreateView.class::cast)
            .filter(view -> scene.schema().isSame(view.name(), name))
            .findFirst()
            .ifPresent(view -> compare(view, scene));
      }
    }
  }

  private static void compare(CreateView view, Scene scene) {
    List<String> now = names(scene.schema().dependents().outputs(view));
    List<String> before =
        scene.schema().dependents().view(view.name()).map(Dependent::outputs).stream()
            .flatMap(outputs -> names(outputs).stream())
            .toList();
    List<String> gone =
        before.stream().filter(column -> now.stream().noneMatch(column::equalsIgnoreCase)).toList();
    if (!now.isEmpty() && !gone.isEmpty() && scene.isInUse(view.name())) {
      scene.say(
          "%s is made anew without %s.".formatted(view.name(), String.join(", ", gone)),
          ABOUT.instead());
    }
  }

  /// Lists the columns of a view; none where one has no name that is known.
  private static List<String> names(List<Given> outputs) {
    return outputs.stream().anyMatch(output -> output.name() == null)
        ? List.of()
        : outputs.stream().map(Given::name).filter(Objects::nonNull).toList();
  }
}
