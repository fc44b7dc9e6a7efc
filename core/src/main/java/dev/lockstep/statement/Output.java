package dev.lockstep.statement;

import org.jspecify.annotations.Nullable;

/// Is a column that a query gives.
///
/// @param name null for one that is not known
/// @param source the column that it is, without a change; of all columns of a table, no name is
///   known; null for others
/// @param type to which the value is cast; null for none
public record Output(@Nullable String name, @Nullable Use source, @Nullable TypeName type) {
  /// Tells whether it stands for all columns of a table.
  public boolean isAll() {
    return source != null && source.column() == null;
  }
}
