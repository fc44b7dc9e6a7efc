package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// An index names a column twice.
final class ColumnTwiceInIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "column-twice-in-index",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "MySQL and MariaDB refuse an index with the same column twice.",
          "Name it once.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create -> {
        create.indexes().forEach(index -> look(index.columns(), scene));
        create.constraints().stream()
            .filter(one -> one.type() != ConstraintType.CHECK)
            .forEach(one -> look(one.columns(), scene));
      }
      case CreateIndex index -> look(index.columns(), scene);
      case AddConstraint add when add.constraint().type() != ConstraintType.CHECK ->
          look(add.constraint().columns(), scene);
      default -> {
        // makes no index
      }
    }
  }

  private static void look(List<String> columns, Scene scene) {
    Set<String> seen = new HashSet<>();
    columns.stream()
        .filter(column -> !seen.add(column.toLowerCase(Locale.ROOT)))
        .findFirst()
        .ifPresent(
            column -> scene.say("%s is in this index twice.".formatted(column), ABOUT.instead()));
  }
}
