package dev.lockstep.statement;

import dev.lockstep.name.QualifiedName;
import java.util.List;

/// Is a value or a condition as it was written.
///
/// @param text as it stands in the statement
/// @param range where it stands
/// @param constant whether it is a literal, with a sign or a cast at most
/// @param columns the names of columns in it, each without its table
/// @param calls the functions that it calls, keywords such as `current_timestamp` among them in
///   lower case
/// @param notNull the columns that cannot be null where it is true, as far as its words say so
public record Expression(
    String text,
    TextRange range,
    boolean constant,
    List<String> columns,
    List<QualifiedName> calls,
    List<String> notNull) {
  public Expression {
    columns = List.copyOf(columns);
    calls = List.copyOf(calls);
    notNull = List.copyOf(notNull);
  }

  public Expression(
      String text,
      TextRange range,
      boolean constant,
      List<String> columns,
      List<QualifiedName> calls) {
    this(text, range, constant, columns, calls, List.of());
  }

  /// Tells whether it is the literal `NULL`.
  public boolean isNull() {
    return constant && text.equalsIgnoreCase("null");
  }
}
