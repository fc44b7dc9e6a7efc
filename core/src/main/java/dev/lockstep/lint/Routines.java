package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers the functions and procedures of a file, whose bodies run when it calls them.
final class Routines {
  private final List<Routine> known = new ArrayList<>();

  /// Is one whose body can be looked into.
  record Routine(QualifiedName name, Origin origin, List<Embedded> body) {}

  void add(Operation.CreateRoutine created, Origin origin) {
    known.add(new Routine(created.name(), origin, origin.parsed().embedded()));
  }

  /// Tells whether what stands inside a statement runs with it.
  static boolean runsNow(Operation operation) {
    return switch (operation) {
      case Operation.CreateRoutine _, Operation.CreateTrigger _, Operation.Create _ -> false;
      default -> true;
    };
  }

  void clear() {
    known.clear();
  }

  /// Takes out those that an operation calls: what a body does is said once.
  List<Routine> called(Operation operation, KnownSchema schema) {
    List<QualifiedName> names = names(operation);
    List<Routine> called = new ArrayList<>();
    for (QualifiedName name : known.isEmpty() ? List.<QualifiedName>of() : names) {
      Optional<Routine> last =
          known.stream().filter(one -> schema.isSame(one.name(), name)).reduce((_, later) -> later);
      last.ifPresent(called::add);
      known.removeIf(one -> schema.isSame(one.name(), name));
    }
    return called;
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
      default -> List.of();
    };
  }
}
