package dev.lockstep.lint.rules;

import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Merge;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Query.Kind;
import dev.lockstep.statement.TextRange;
import java.util.Optional;

/// Finds what operations ask of rows.
final class Queries {
  private Queries() {}

  static Optional<Query> of(Operation operation) {
    return Optional.ofNullable(
        switch (operation) {
          case Select select -> select.query();
          case Insert insert -> insert.query();
          case Update update -> update.query();
          case Delete delete -> delete.query();
          case Merge merge -> merge.query();
          case CreateView view -> view.query();
          case CreateTable create -> create.query();
          default -> null;
        });
  }

  /// Returns where a query does something.
  static Optional<TextRange> place(Operation operation, Kind kind) {
    return of(operation).stream()
        .flatMap(query -> query.traits().stream())
        .filter(trait -> trait.kind() == kind)
        .map(Query.Trait::range)
        .findFirst();
  }
}
