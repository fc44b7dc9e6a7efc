package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.Objects;
import java.util.stream.Stream;

/// An index that another one begins with.
final class RedundantIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "redundant-index",
          Severity.NOTICE,
          true,
          Dialects.ALL,
          "Every write pays for an index that another one can stand in for.",
          "Leave it out, or drop the shorter one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof CreateIndex index && isPlain(index) && !index.unique()) {
      scene
          .schema()
          .table(index.table())
          .filter(table -> covers(table, index))
          .ifPresent(table ->
              scene.say(
                  "Another index of %s begins with %s."
                      .formatted(table.name().name(), String.join(", ", index.columns())),
                  ABOUT.instead()));
    }
  }

  private static boolean isPlain(CreateIndex index) {
    return index.where() == null
        && index.included().isEmpty()
        && (index.method() == null || index.method().equals("btree"))
        && index.keys().stream().allMatch(key -> key.column() != null && key.options().isEmpty());
  }

  private static boolean covers(KnownTable table, CreateIndex index) {
    return Stream.concat(
            table.indexes().stream()
                .filter(other -> isPlain(other) || other.unique())
                .filter(other -> other.where() == null)
                .filter(
                    other -> !Objects.equals(other.name(), index.name()) || other.name() == null)
                .map(CreateIndex::columns),
            Stream.of(ConstraintType.PRIMARY_KEY, ConstraintType.UNIQUE)
                .flatMap(table::constraints)
                .map(Constraint::columns))
        .anyMatch(columns ->
            columns.size() >= index.columns().size()
                && columns.subList(0, index.columns().size()).equals(index.columns()));
  }
}
