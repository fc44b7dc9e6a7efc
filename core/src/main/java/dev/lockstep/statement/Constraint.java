package dev.lockstep.statement;

import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Is a constraint as a statement defines it, at a column or at a table.
///
/// @param name null where the database is to find one
/// @param columns that it is about; those of a check are the ones that it mentions
/// @param expression of a check or an exclusion; null for others
/// @param reference of a foreign key; null for others
/// @param usingIndex the name of the index that becomes its own; null for none
/// @param states what else is written about it
public record Constraint(
    ConstraintType type,
    @Nullable String name,
    List<String> columns,
    @Nullable Expression expression,
    @Nullable Reference reference,
    @Nullable String usingIndex,
    List<State> states,
    TextRange range) {
  public Constraint {
    columns = List.copyOf(columns);
    states = List.copyOf(states);
  }

  /// Is what a constraint can be besides.
  public enum State {
    NOT_VALID,
    NOT_ENFORCED,
    DEFERRABLE,
    INITIALLY_DEFERRED,
    NO_INHERIT,
    NULLS_NOT_DISTINCT
  }

  /// Is what a foreign key points to.
  ///
  /// @param columns none for the primary key of the table
  /// @param onDelete such as `CASCADE`; `NO ACTION` where nothing is written
  /// @param onUpdate likewise
  public record Reference(
      QualifiedName table, List<String> columns, String onDelete, String onUpdate) {
    public Reference {
      columns = List.copyOf(columns);
    }
  }

  /// Returns the same constraint about these columns.
  public Constraint with(List<String> others) {
    return new Constraint(type, name, others, expression, reference, usingIndex, states, range);
  }

  /// Returns the same constraint, of a table that has got another name.
  public Constraint referringTo(QualifiedName other, Predicate<QualifiedName> before) {
    Reference to =
        reference == null || !before.test(reference.table())
            ? reference
            : new Reference(other, reference.columns(), reference.onDelete(), reference.onUpdate());
    return new Constraint(type, name, columns, expression, to, usingIndex, states, range);
  }

  /// Returns the same constraint for all rows.
  public Constraint validated() {
    return new Constraint(
        type,
        name,
        columns,
        expression,
        reference,
        usingIndex,
        states.stream().filter(state -> state != State.NOT_VALID).toList(),
        range);
  }

  public boolean is(State state) {
    return states.contains(state);
  }
}
