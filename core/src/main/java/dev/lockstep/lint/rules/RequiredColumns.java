package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A table lacks columns that all have.
final class RequiredColumns implements Rule {
  private static final Description ABOUT =
      new Description(
          "required-columns",
          Severity.NOTICE,
          false,
          Dialects.ALL,
          "Programs and reports rely on columns that every table has here.",
          "Add them.");

  private static final Parameter COLUMNS =
      new Parameter("columns", "id,created_at,updated_at", "the names, with commas between them");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(COLUMNS);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateTable create
        && create.query() == null
        && create.partitionOf() == null
        && create.columnsOf().isEmpty()
        && !create.modes().contains(Mode.TEMPORARY)) {
      Set<String> missing = new LinkedHashSet<>(Lists.words(scene.parameter(COLUMNS)));
      create.columns().forEach(column -> missing.remove(column.name()));
      scene.after().stream()
          .filter(AddColumn.class::isInstance)
          .map(AddColumn.class::cast)
          .filter(add -> scene.schema().isSame(add.table(), create.table()))
          .forEach(add -> missing.remove(add.column().name()));
      if (!missing.isEmpty()) {
        scene.say(
            "%s has no %s.".formatted(create.table(), String.join(" and no ", missing)),
            ABOUT.instead());
      }
    }
  }
}
