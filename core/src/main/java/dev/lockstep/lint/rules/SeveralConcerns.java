package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AlterPartitions;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.Copy;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Merge;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.Update;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A file changes the schema, changes rows and drops things at once.
final class SeveralConcerns implements Rule {
  private static final Description ABOUT =
      new Description(
          "several-concerns",
          Severity.NOTICE,
          true,
          Dialects.ALL,
          "What adds to a schema, what changes rows and what drops is deployed, watched and taken"
              + " back differently: the first can go before the programs, the second takes long,"
              + " the last must wait for them. On MySQL and MariaDB each definition commits by"
              + " itself, so that a file that fails at a later statement cannot simply run again.",
          "Make a file of each.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public boolean ofFiles() {
    return true;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Concern concern = concern(operation, scene);
    if (concern == null) {
      return;
    }
    Set<Concern> earlier = EnumSet.noneOf(Concern.class);
    for (Operation other : scene.before().reversed()) {
      Concern found = concern(other, scene);
      if (found == concern) {
        return;
      }
      if (found != null && !fillsTable(operation, other) && !fillsTable(other, operation)) {
        earlier.add(found);
      }
    }
    if (!earlier.isEmpty()) {
      boolean halves =
          commits(scene) && (concern == Concern.ROWS || earlier.contains(Concern.ROWS));
      scene.say(
          "This %s, in a file that %s%s."
              .formatted(
                  concern.words,
                  earlier.stream().map(one -> one.words).collect(Collectors.joining(" and ")),
                  halves ? " and cannot be rolled back as a whole" : ""),
          ABOUT.instead());
    }
  }

  /// Is what a file can be about.
  private enum Concern {
    SCHEMA("adds to the schema"),
    ROWS("changes rows"),
    DROP("drops what programs may use");

    private final String words;

    Concern(String words) {
      this.words = words;
    }
  }

  private static @Nullable Concern concern(Operation operation, Scene scene) {
    return switch (operation) {
      case AddColumn add -> inUse(add.table(), Concern.SCHEMA, scene);
      case CreateIndex index -> inUse(index.table(), Concern.SCHEMA, scene);
      case ChangeType change -> inUse(change.table(), Concern.SCHEMA, scene);
      case CreateTable create -> create.modes().contains(Mode.TEMPORARY) ? null : Concern.SCHEMA;
      case Update update -> inUse(update.table(), Concern.ROWS, scene);
      case Delete delete -> inUse(delete.table(), Concern.ROWS, scene);
      case Merge merge -> inUse(merge.table(), Concern.ROWS, scene);
      case Insert insert when copies(insert) || commits(scene) ->
          inUse(insert.table(), Concern.ROWS, scene);
      case Copy copy when commits(scene) && copy.into() && copy.table() != null ->
          inUse(copy.table(), Concern.ROWS, scene);
      case DropColumn drop -> inUse(drop.table(), Concern.DROP, scene);
      case Drop drop when drop.type() == ObjectType.TABLE || drop.type() == ObjectType.SCHEMA ->
          isMadeAnew(drop, scene) || Rebuild.keepsRows(drop.names().getFirst(), scene)
              ? null
              : inUse(drop.names().getFirst(), Concern.DROP, scene);
      case SetTableOption set when Stated.CLAUSES.contains(set.option()) -> null;
      case AlterPartitions partitions when partitions.verb().equals("truncate") ->
          inUse(partitions.table(), Concern.ROWS, scene);
      default ->
          commits(scene) && Online.table(operation, scene).isPresent() ? Concern.SCHEMA : null;
    };
  }

  /// Rows that are written out often come with a new table, if not always for that.
  private static boolean fillsTable(Operation rows, Operation table) {
    return rows instanceof Insert insert && !copies(insert) && table instanceof CreateTable;
  }

  private static boolean copies(Insert insert) {
    return insert.query() != null && !insert.query().reads().isEmpty();
  }

  /// Tells whether what defines something ends the transaction.
  private static boolean commits(Scene scene) {
    return Dialects.MYSQL.contains(scene.dialect());
  }

  /// A dump drops each table before it creates it.
  private static boolean isMadeAnew(Drop drop, Scene scene) {
    return drop.names().stream().anyMatch(name -> Commits.isCreated(name, scene));
  }

  private static @Nullable Concern inUse(QualifiedName table, Concern concern, Scene scene) {
    return scene.isInUse(table) ? concern : null;
  }
}
