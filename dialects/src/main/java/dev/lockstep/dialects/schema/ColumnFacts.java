package dev.lockstep.dialects.schema;

import org.jspecify.annotations.Nullable;

/// Is what a server's statistics say of the values of a column, without any text of one.
///
/// @param nulls the part of the rows in which it is null, from 0 to 1
/// @param distinct how many values there are; below 0 a part of the number of rows, such as -1
///   where all differ
/// @param width the mean size of a value in bytes
/// @param least of numbers and times, about the least one; null for others
/// @param most likewise the greatest
public record ColumnFacts(
    double nulls, double distinct, int width, @Nullable String least, @Nullable String most) {
  /// Of a column of which nothing is known.
  public static final ColumnFacts NONE = new ColumnFacts(0, -1, 16, null, null);

  /// Says how many values there are among so many rows.
  public long values(long rows) {
    double values = distinct < 0 ? -distinct * rows : distinct;
    return Math.clamp(Math.round(values), 1, Math.max(1, rows));
  }
}
