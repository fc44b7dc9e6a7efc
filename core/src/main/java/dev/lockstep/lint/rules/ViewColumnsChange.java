package dev.lockstep.lint.rules;

import dev.lockstep.lint.Dependent;
import dev.lockstep.lint.Dependent.Given;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Mode;
import java.util.List;
import java.util.Optional;

/// A view is replaced by one with other columns.
final class ViewColumnsChange implements Rule {
  private static final Description ABOUT =
      new Description(
          "view-columns-change",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "CREATE OR REPLACE VIEW only adds columns behind the last; it takes none out, and changes"
              + " no name, place or type.",
          "Drop the view and create it again, in one transaction, or add columns at the end.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateView view && view.modes().contains(Mode.OR_REPLACE)) {
      List<Given> to = scene.schema().dependents().outputs(view);
      scene
          .schema()
          .dependents()
          .view(view.name())
          .map(Dependent::outputs)
          .filter(from -> !from.isEmpty() && !to.isEmpty())
          .flatMap(from -> difference(from, to))
          .ifPresent(what -> scene.say("This fails: %s.".formatted(what), ABOUT.instead()));
    }
  }

  private static Optional<String> difference(List<Given> from, List<Given> to) {
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      Given old = from.get(i);
      Given other = to.get(i);
      if (old.name() != null && other.name() != null && !old.name().equals(other.name())) {
        return Optional.of(
            "column %s would be in the place of %s of the view"
                .formatted(other.name(), old.name()));
      }
      if (old.type() != null && other.type() != null && !old.type().equals(other.type())) {
        return Optional.of(
            "column %s of the view would be %s in the place of %s"
                .formatted(old.name(), other.type(), old.type()));
      }
    }
    return from.size() > to.size()
        ? Optional.of(
            Optional.ofNullable(from.get(to.size()).name())
                .map(name -> "column " + name + " of the view is not there any more")
                .orElse("the view has fewer columns than before"))
        : Optional.empty();
  }
}
