package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remembers the functions, procedures and triggers of a file, whose bodies run when it calls them
/// or writes to their tables.
final class Routines {
  private final List<Routine> known = new ArrayList<>();
  private final List<Triggered> triggers = new ArrayList<>();

  /// Is what runs when a table is written to.
  ///
  /// @param body of its own; that of its routine is known by the name of that
  private record Triggered(QualifiedName table, @Nullable QualifiedName routine, Routine body) {}

  /// Is one whose body can be looked into.
  record Routine(QualifiedName name, Origin origin, List<Embedded> body) {}

  /// Remembers what an operation creates.
  void take(Operation operation, Origin origin) {
    List<Embedded> body = origin.parsed().embedded();
    switch (operation) {
      case Operation.CreateRoutine created -> known.add(new Routine(created.name(), origin, body));
      case Operation.CreateTrigger created ->
          triggers.add(
              new Triggered(
                  created.table(), created.routine(), new Routine(created.table(), origin, body)));
      default -> {
        // runs nothing later
      }
    }
  }

  /// Tells whether what stands inside a statement runs with it.
  static boolean runsNow(Operation operation) {
    return switch (operation) {
      case Operation.CreateRoutine _, Operation.CreateTrigger _ -> false;
      // An event of MySQL runs by itself.
      case Operation.Create create -> create.type() == ObjectType.EVENT;
      default -> true;
    };
  }

  void clear() {
    known.clear();
    triggers.clear();
  }

  /// Takes out those that an operation calls: what a body does is said once.
  List<Routine> called(Operation operation, KnownSchema schema) {
    List<Routine> called = new ArrayList<>();
    List<QualifiedName> names = new ArrayList<>(names(operation));
    QualifiedName written = triggers.isEmpty() ? null : written(operation);
    if (written != null) {
      List<Triggered> run =
          triggers.stream().filter(one -> schema.isSame(one.table(), written)).toList();
      triggers.removeAll(run);
      for (Triggered trigger : run) {
        if (trigger.routine() == null) {
          called.add(trigger.body());
        } else {
          names.add(trigger.routine());
        }
      }
    }
    for (QualifiedName name : known.isEmpty() ? List.<QualifiedName>of() : names) {
      Optional<Routine> last =
          known.stream().filter(one -> schema.isSame(one.name(), name)).reduce((_, later) -> later);
      last.ifPresent(called::add);
      known.removeIf(one -> schema.isSame(one.name(), name));
    }
    return called;
  }

  private static @Nullable QualifiedName written(Operation operation) {
    return switch (operation) {
      case Operation.Insert insert -> insert.table();
      case Operation.Update update -> update.table();
      case Operation.Delete delete -> delete.table();
      case Operation.Merge merge -> merge.table();
      case Operation.Copy copy -> copy.into() ? copy.table() : null;
      default -> null;
    };
  }

  private static List<QualifiedName> names(Operation operation) {
    return switch (operation) {
      case Operation.Call call -> List.of(call.procedure());
      case Operation.Select select -> select.query().calls();
      case Operation.Update update -> update.query().calls();
      case Operation.Delete delete -> delete.query().calls();
      case Operation.Merge merge -> merge.query().calls();
      case Operation.Insert insert when insert.query() != null -> insert.query().calls();
      case Operation.CreateTable create when create.query() != null -> create.query().calls();
      case Operation.AddColumn add -> calls(add.column().defaultValue());
      case Operation.AddConstraint add -> calls(add.constraint().expression());
      case Operation.ChangeType change -> calls(change.using());
      default -> List.of();
    };
  }

  private static List<QualifiedName> calls(@Nullable Expression expression) {
    return expression == null ? List.of() : expression.calls();
  }
}
