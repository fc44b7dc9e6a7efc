package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.OnTable;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A statement about one table locks another that it refers to.
final class LocksReferencedTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "locks-referenced-table",
          Severity.NOTICE,
          true,
          Dialects.POSTGRES,
          "To create a foreign key, with a table or a column too, the other table is locked against"
              + " writers; to drop one, with its table or column too, against everybody.",
          "Do it with a short lock_timeout and try again, and drop the foreign key alone first.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create ->
          create.allConstraints().forEach(one -> created(create, one, scene));
      case AddColumn add -> add.column().constraints().forEach(one -> created(add, one, scene));
      // of a table in use another rule says it
      case AddConstraint add when !scene.isInUse(add.table()) ->
          created(add, add.constraint(), scene);
      case DropConstraint drop ->
          scene
              .schema()
              .table(drop.table())
              .flatMap(table -> Optional.ofNullable(drop.constraint()).flatMap(table::namedOrGiven))
              .ifPresent(key -> dropped(drop.table(), key::equals, scene));
      case ChangeType change ->
          dropped(change.table(), one -> one.columns().contains(change.column()), scene);
      case DropColumn drop ->
          dropped(drop.table(), one -> one.columns().contains(drop.column()), scene);
      case Drop drop when drop.type() == ObjectType.TABLE ->
          drop.names().forEach(table -> dropped(table, one -> true, scene));
      default -> {
        // neither creates nor drops a foreign key, or says so by another rule
      }
    }
  }

  private static void created(OnTable operation, Constraint constraint, Scene scene) {
    Reference reference = constraint.reference();
    if (reference != null && isAnother(reference, operation.table(), scene)) {
      scene.say(
          constraint.range(),
          "This waits for all who write to %s, and nobody else can until it is done."
              .formatted(reference.table()),
          "Do it with a short lock_timeout, and try again.",
          null);
    }
  }

  private static void dropped(QualifiedName table, Predicate<Constraint> which, Scene scene) {
    scene.schema().table(table).filter(_ -> scene.isInUse(table)).stream()
        .flatMap(known -> known.constraints(ConstraintType.FOREIGN_KEY))
        .filter(which)
        .flatMap(constraint -> Stream.ofNullable(constraint.reference()))
        .filter(reference -> isAnother(reference, table, scene))
        .map(Reference::table)
        .distinct()
        .forEach(other ->
            scene.say(
                "This waits for all who use %s, and nobody else can until it is done."
                    .formatted(other),
                ABOUT.instead()));
  }

  private static boolean isAnother(Reference reference, QualifiedName table, Scene scene) {
    return scene.isInUse(reference.table()) && !scene.schema().isSame(reference.table(), table);
  }
}
