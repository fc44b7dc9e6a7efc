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
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.DetachPartition;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.LockTables;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.Reindex;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.Transaction;
import dev.lockstep.statement.Operation.Truncate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The server refuses a statement whatever rows there are.
final class AlwaysRefused implements Rule {
  private static final Description ABOUT =
      new Description(
          "always-refused",
          Severity.ERROR,
          true,
          Dialects.SERVERS,
          "The grammar has room for some statements that the server refuses whenever they run.",
          "");

  private static final String OUT = "Take it out, into a file of its own.";

  /// Functions that do not give the same for the same arguments for ever.
  private static final Set<String> CHANGING =
      Set.of(
          "clock_timestamp",
          "current_date",
          "current_time",
          "current_timestamp",
          "current_user",
          "gen_random_uuid",
          "localtime",
          "localtimestamp",
          "nextval",
          "now",
          "random",
          "session_user",
          "statement_timestamp",
          "timeofday",
          "transaction_timestamp",
          "uuidv7");

  private static final Set<ObjectType> OF_THE_SERVER =
      Set.of(ObjectType.DATABASE, ObjectType.TABLESPACE);

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (!scene.dialect().equals("postgresql")) {
      versioned(operation, scene);
      if (scene.dialect().equals("mysql")) {
        MySqlFunctions.check(operation, scene);
      }
      return;
    }
    if (scene.isInside() && isRefusedInside(operation)) {
      scene.say("PostgreSQL refuses this in a function or a block.", OUT);
      return;
    }
    switch (operation) {
      case CreateIndex index -> index(index, scene);
      case Drop drop when drop.type() == ObjectType.INDEX -> drop(drop, scene);
      case Reindex reindex
          when reindex.type() == ObjectType.SYSTEM && reindex.modes().contains(Mode.CONCURRENTLY) ->
          scene.say(
              "PostgreSQL cannot build the indexes of the system catalogs CONCURRENTLY.",
              "REINDEX DATABASE CONCURRENTLY leaves them out.");
      case AddConstraint add -> {
        secondKey(add, scene);
        constraint(add, scene);
      }
      case DetachPartition detach
          when detach.modes().contains(Mode.CONCURRENTLY)
              && scene.schema().defaultPartition(detach.table()).isPresent() ->
          scene.say(
              "PostgreSQL cannot detach a partition CONCURRENTLY beside a default partition.",
              "Do it without, while few use the table, with a lock_timeout.");
      case CreateTable create -> table(create, scene);
      case AddColumn add -> generated(add, scene);
      case SetTableOption set
          when Set.of("set logged", "set unlogged").contains(set.option())
              && scene.version() >= 18
              && scene.schema().isPartitioned(set.table()) ->
          scene.say(
              "From 18 on PostgreSQL refuses this for a partitioned table.",
              "Do it to its partitions.");
      case Truncate truncate when !truncate.modes().contains(Mode.CASCADE) ->
          truncated(truncate, scene);
      case LockTables _ -> outside("LOCK TABLE", scene);
      case Transaction(String verb) when verb.equals("SAVEPOINT") -> outside(verb, scene);
      default -> {
        // may be done
      }
    }
  }

  private static void versioned(Operation operation, Scene scene) {
    if (operation instanceof Truncate truncate) {
      truncate.tables().stream()
          .filter(table ->
              scene
                  .schema()
                  .table(table)
                  .filter(known -> known.options().containsKey("system versioning"))
                  .isPresent())
          .forEach(table ->
              scene.say(
                  "MariaDB refuses to truncate %s, which is system-versioned.".formatted(table),
                  "DELETE its rows, which keeps their history."));
    }
  }

  /// What PostgreSQL runs only as a statement of its own.
  private static boolean isRefusedInside(Operation operation) {
    return switch (operation) {
      case CreateIndex index -> index.modes().contains(Mode.CONCURRENTLY);
      case DetachPartition detach -> detach.modes().contains(Mode.CONCURRENTLY);
      case Drop drop ->
          OF_THE_SERVER.contains(drop.type())
              || (drop.type() == ObjectType.INDEX && drop.modes().contains(Mode.CONCURRENTLY));
      case Create create -> OF_THE_SERVER.contains(create.type());
      case Reindex reindex ->
          reindex.modes().contains(Mode.CONCURRENTLY)
              || (reindex.type() != ObjectType.INDEX && reindex.type() != ObjectType.TABLE);
      case Maintain maintain ->
          maintain.verb().startsWith("VACUUM")
              || (maintain.verb().equals("CLUSTER") && maintain.tables().isEmpty());
      case Other other -> other.words().equals("ALTER SYSTEM");
      default -> false;
    };
  }

  private static void index(CreateIndex index, Scene scene) {
    if (index.modes().contains(Mode.CONCURRENTLY) && scene.schema().isPartitioned(index.table())) {
      scene.say(
          "PostgreSQL cannot build an index of a partitioned table CONCURRENTLY.",
          "Build it ON ONLY the table, CONCURRENTLY on each partition, and ATTACH those.");
    }
    if (index.unique()) {
      scene
          .schema()
          .table(index.table())
          .ifPresent(table -> lacking(table, index.columns(), scene));
    }
    Stream.concat(
            Stream.ofNullable(index.where()),
            index.keys().stream().flatMap(key -> Stream.ofNullable(key.expression())))
        .flatMap(expression -> changing(expression).stream())
        .findFirst()
        .ifPresent(call ->
            scene.say(
                "PostgreSQL refuses an index with %s, which does not give the same for ever."
                    .formatted(call),
                "Compute with what the rows hold alone."));
  }

  private static Optional<String> changing(Expression expression) {
    return expression.calls().stream()
        .filter(call -> call.qualifier() == null || call.qualifier().equals("pg_catalog"))
        .map(QualifiedName::name)
        .filter(CHANGING::contains)
        .findFirst();
  }

  private static void drop(Drop drop, Scene scene) {
    if (!drop.modes().contains(Mode.CONCURRENTLY)) {
      return;
    }
    if (drop.names().size() > 1) {
      scene.say(
          "PostgreSQL drops no more than one index CONCURRENTLY at a time.",
          "Write a statement for each.");
    } else if (drop.modes().contains(Mode.CASCADE)) {
      scene.say(
          "PostgreSQL refuses CASCADE together with CONCURRENTLY.",
          "Drop what depends on the index first.");
    } else if (scene
        .schema()
        .index(drop.names().getFirst())
        .filter(index -> scene.schema().isPartitioned(index.table()))
        .isPresent()) {
      scene.say(
          "PostgreSQL cannot drop the index of a partitioned table CONCURRENTLY.",
          "Do it without, while few use the table, with a lock_timeout.");
    }
  }

  private static void secondKey(AddConstraint add, Scene scene) {
    KnownTable table = scene.schema().table(add.table()).orElse(null);
    if (table != null
        && add.constraint().type() == ConstraintType.PRIMARY_KEY
        && table.constraints(ConstraintType.PRIMARY_KEY).findAny().isPresent()
        && scene.before().stream().noneMatch(earlier -> losesKey(earlier, add, scene))) {
      scene.say(
          "PostgreSQL refuses a second primary key of %s.".formatted(add.table()),
          "Drop the one it has first, or add a unique constraint.");
    }
    String index = add.constraint().usingIndex();
    if (index != null
        && table != null
        && table.indexes().stream()
            .anyMatch(
                one -> !one.unique() && one.name() != null && index.equals(one.name().name()))) {
      scene.say(
          "PostgreSQL refuses a key of %s, as %s is no unique index.".formatted(add.table(), index),
          "Build a unique index CONCURRENTLY, and use that.");
    }
  }

  /// Which constraint a name that nobody wrote is of, or a column takes along, is not asked.
  private static boolean losesKey(Operation earlier, AddConstraint add, Scene scene) {
    return switch (earlier) {
      case DropConstraint drop -> scene.schema().isSame(drop.table(), add.table());
      case DropColumn drop -> scene.schema().isSame(drop.table(), add.table());
      default -> false;
    };
  }

  private static void constraint(AddConstraint add, Scene scene) {
    KnownTable table =
        scene.schema().table(add.table()).filter(KnownTable::partitioned).orElse(null);
    if (table == null) {
      return;
    }
    Constraint constraint = add.constraint();
    if (constraint.usingIndex() != null) {
      scene.say(
          "PostgreSQL refuses USING INDEX for a partitioned table.",
          "Add the constraint without it, or a unique index instead.");
    } else if (constraint.type() == ConstraintType.FOREIGN_KEY
        && constraint.is(State.NOT_VALID)
        && scene.version() < 18) {
      scene.say(
          "Before 18, PostgreSQL refuses NOT VALID for a foreign key of a partitioned table.",
          "Add it to each partition NOT VALID and validate it there, then to the table.");
    } else {
      unique(table, constraint, scene);
    }
  }

  private static void table(CreateTable create, Scene scene) {
    if (create.partitionedBy() != null) {
      KnownTable table =
          KnownTable.unknown(create.table()).with("partition by", create.partitionedBy());
      for (var column : create.columns()) {
        table = table.with(column);
      }
      for (Constraint constraint : create.allConstraints()) {
        unique(table, constraint, scene);
      }
      if (create.modes().contains(Mode.UNLOGGED) && scene.version() >= 18) {
        scene.say(
            "From 18 on PostgreSQL refuses a partitioned table that is unlogged.",
            "Create its partitions UNLOGGED.");
      }
    }
    create.columns().stream()
        .flatMap(column -> Stream.ofNullable(column.generated()))
        .forEach(generated -> generated(generated.expression(), scene));
  }

  private static void generated(AddColumn add, Scene scene) {
    var generated = add.column().generated();
    if (generated != null) {
      generated(generated.expression(), scene);
    }
  }

  private static void generated(Expression expression, Scene scene) {
    changing(expression)
        .ifPresent(call ->
            scene.say(
                expression.range(),
                "PostgreSQL refuses a generated column with %s, which does not give the same for ever."
                    .formatted(call),
                "Let a default or a trigger fill the column.",
                null));
  }

  private static void unique(KnownTable table, Constraint constraint, Scene scene) {
    switch (constraint.type()) {
      case PRIMARY_KEY, UNIQUE -> lacking(table, constraint.columns(), scene);
      case EXCLUSION -> {
        if (scene.version() < 17) {
          scene.say(
              constraint.range(),
              "Before 17, PostgreSQL refuses an exclusion constraint of a partitioned table.",
              "Add it to each partition.",
              null);
        }
      }
      case CHECK, FOREIGN_KEY, NOT_NULL -> {
        // needs no column of the partitions
      }
    }
  }

  private static void lacking(KnownTable table, List<String> columns, Scene scene) {
    List<String> keys = table.partitionKeys();
    if (!columns.containsAll(keys)) {
      scene.say(
          "PostgreSQL refuses a unique key of %s without %s, by which it is partitioned."
              .formatted(
                  table.name(),
                  String.join(", ", keys.stream().filter(key -> !columns.contains(key)).toList())),
          "Take those columns into the key, or make it for each partition.");
    }
  }

  private static void truncated(Truncate truncate, Scene scene) {
    truncate.tables().stream()
        .flatMap(table -> scene.schema().referringTo(table).stream().map(KnownTable::name))
        .filter(other ->
            truncate.tables().stream().noneMatch(table -> scene.schema().isSame(table, other)))
        .findFirst()
        .ifPresent(other ->
            scene.say(
                "PostgreSQL refuses to truncate a table that %s refers to, whether it has rows or"
                        .formatted(other)
                    + " not.",
                "Truncate both in one statement, or drop the foreign key first."));
  }

  private static void outside(String what, Scene scene) {
    if (!scene.inTransaction() && !scene.isInside() && !Transactions.isBegun(scene)) {
      scene.say(
          "PostgreSQL refuses %s outside a transaction.".formatted(what),
          "Put BEGIN before it and COMMIT behind what it is for.");
    }
  }
}
