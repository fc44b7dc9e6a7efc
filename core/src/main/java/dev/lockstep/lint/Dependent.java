package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Use;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is an object that needs others.
///
/// @param name with its schema, but for those named within a table
/// @param table of a policy, rule or trigger; null for others
/// @param reads the tables and views that a view reads
/// @param uses the columns that it names, each with its table
/// @param calls the functions that it runs
/// @param outputs the columns that a view gives; empty where they are not known
public record Dependent(
    ObjectType type,
    QualifiedName name,
    @Nullable QualifiedName table,
    Set<QualifiedName> reads,
    Set<Use> uses,
    Set<QualifiedName> calls,
    List<Given> outputs) {
  public Dependent {
    reads = Set.copyOf(reads);
    uses = Set.copyOf(uses);
    calls = Set.copyOf(calls);
    outputs = List.copyOf(outputs);
  }

  /// Is a column that a view gives.
  ///
  /// @param name null where it is not known
  /// @param type null where it is not known
  public record Given(@Nullable String name, @Nullable String type) {}

  /// Names it as in a sentence.
  public String words() {
    return type.words() + " " + name.name() + (table == null ? "" : " of " + table.name());
  }
}
