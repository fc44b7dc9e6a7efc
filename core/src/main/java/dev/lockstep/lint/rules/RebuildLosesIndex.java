package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.Drop;
import java.util.stream.Stream;

/// A table that is built anew lacks an index or a trigger.
final class RebuildLosesIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "rebuild-loses-index",
          Severity.WARNING,
          true,
          Dialects.SQLITE,
          "The indexes and triggers of a table go with it; where it is built anew, they have to be"
              + " created anew as well.",
          "Create it on the new table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop && drop.type() == ObjectType.TABLE) {
      QualifiedName table = drop.names().getFirst();
      if (Rebuild.keepsRows(table, scene)) {
        scene.schema().table(table).stream()
            .flatMap(known -> known.indexes().stream())
            .filter(index ->
                Stream.concat(scene.before().stream(), scene.after().stream())
                    .noneMatch(other -> isAlike(other, index)))
            .forEach(index ->
                scene.say(
                    "Index %s goes with the old %s, and the file does not create it again."
                        .formatted(
                            index.name() == null ? "on it" : index.name().name(), table.name()),
                    ABOUT.instead()));
        scene.schema().dependents().triggersOf(table).stream()
            .filter(trigger ->
                Stream.concat(scene.before().stream(), scene.after().stream())
                    .noneMatch(other ->
                        other instanceof CreateTrigger created
                            && created.name().equalsIgnoreCase(trigger.name().name())))
            .forEach(trigger ->
                scene.say(
                    "Trigger %s goes with the old %s, and the file does not create it again."
                        .formatted(trigger.name().name(), table.name()),
                    ABOUT.instead()));
      }
    }
  }

  private static boolean isAlike(Operation other, CreateIndex index) {
    return other instanceof CreateIndex created
        && (isNamed(created, index)
            || (!created.columns().isEmpty() && created.columns().equals(index.columns())));
  }

  private static boolean isNamed(CreateIndex created, CreateIndex index) {
    return created.name() != null
        && index.name() != null
        && created.name().name().equalsIgnoreCase(index.name().name());
  }
}
