package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;

/// A column goes that indexes are built on.
final class DropIndexedColumn implements Rule {
  private static final Description ABOUT =
      new Description(
          "drop-indexed-column",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "The server takes the column out of its indexes: those of this column alone go, "
              + "wider ones become others, and unique ones may find two rows the same.",
          "Drop or change the indexes first, so that it is seen.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof DropColumn drop && scene.isInUse(drop.table())) {
      scene.schema().table(drop.table()).stream()
          .flatMap(table -> table.indexes().stream())
          .filter(index -> index.columns().stream().anyMatch(drop.column()::equalsIgnoreCase))
          .filter(index -> scene.whole().stream().noneMatch(other -> drops(other, index)))
          .findFirst()
          .ifPresent(index ->
              scene.say(
                  "Index %s of %s loses column %s or goes with it."
                      .formatted(
                          index.name() == null ? "on it" : index.name(),
                          drop.table(),
                          drop.column()),
                  ABOUT.instead()));
    }
  }

  private static boolean drops(Operation other, CreateIndex index) {
    return other instanceof Drop drop
        && drop.type() == ObjectType.INDEX
        && drop.names().stream().anyMatch(name -> name.equals(index.name()));
  }
}
