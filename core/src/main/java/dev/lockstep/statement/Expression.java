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
public record Expression(
    String text,
    TextRange range,
    boolean constant,
    List<String> columns,
    List<QualifiedName> calls) {
  public Expression {
    columns = List.copyOf(columns);
    calls = List.copyOf(calls);
  }

  /// Tells whether it is the literal `NULL`.
  public boolean isNull() {
    return constant && text.equalsIgnoreCase("null");
  }
}
