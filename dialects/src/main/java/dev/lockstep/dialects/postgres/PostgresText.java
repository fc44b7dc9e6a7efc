package dev.lockstep.dialects.postgres;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.jdbc.Literals;
import dev.lockstep.dialects.jdbc.RowWrites;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Spells names, values and rows.
final class PostgresText {
  private PostgresText() {}

  static String quote(String identifier) {
    return '"' + Literals.withoutNul(identifier).replace("\"", "\"\"") + '"';
  }

  static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case Number number -> Literals.number(number);
      case Instant instant -> "TIMESTAMPTZ '" + instant + "'";
      case String text -> string(text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    };
  }

  static String render(Dialect dialect, RowWrite write) {
    return RowWrites.render(dialect, write, PostgresText::value);
  }

  private static String value(RowWrite.Value value) {
    return switch (value) {
      case RowWrite.Value.Literal literal -> literal(literal.value());
      case RowWrite.Value.Now now -> "clock_timestamp()";
      case RowWrite.Value.ElapsedMillis elapsed ->
          "floor(extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint";
    };
  }

  /// A backslash means the same in an escape string whatever `standard_conforming_strings` says.
  private static String string(String text) {
    String doubled = Literals.withoutNul(text).replace("'", "''");
    return doubled.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
