package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Knows the tables whose rows statements have changed, so that what a database holds now says
/// nothing of what it will hold then.
final class Writes {
  private final Set<QualifiedName> tables = new HashSet<>();
  private boolean anywhere;

  void apply(Operation operation, UnaryOperator<QualifiedName> full) {
    switch (operation) {
      case Operation.Insert insert -> tables.add(full.apply(insert.table()));
      case Operation.Update update -> tables.add(full.apply(update.table()));
      case Operation.Delete delete -> tables.add(full.apply(delete.table()));
      case Operation.Merge merge -> tables.add(full.apply(merge.table()));
      case Operation.Truncate truncate -> truncate.tables().stream().map(full).forEach(tables::add);
      case Operation.Copy copy when copy.table() != null -> tables.add(full.apply(copy.table()));
      case Operation.Call _, Operation.Block _ -> anywhere = true;
      default -> {
        // leaves rows as they are
      }
    }
  }

  boolean contains(QualifiedName table) {
    return anywhere || tables.contains(table);
  }
}
