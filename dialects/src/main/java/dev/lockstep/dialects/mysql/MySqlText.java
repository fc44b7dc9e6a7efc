package dev.lockstep.dialects.mysql;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.jdbc.Literals;
import dev.lockstep.dialects.jdbc.RowWrites;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Spells names, values and rows.
final class MySqlText {
  /// Counts from where the executor noted the time in a variable of the session.
  private static final String ELAPSED =
      "COALESCE(TIMESTAMPDIFF(MICROSECOND, @lockstep_migration, UTC_TIMESTAMP(6)) DIV 1000, 0)";

  private MySqlText() {}

  static String quote(String identifier) {
    return '`' + Literals.withoutNul(identifier).replace("`", "``") + '`';
  }

  static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case Number number -> Literals.number(number);
      case Instant instant -> "FROM_UNIXTIME(" + seconds(instant) + ")";
      case String text -> string(text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    };
  }

  static String render(Dialect dialect, RowWrite write) {
    return RowWrites.render(dialect, write, MySqlText::value);
  }

  private static String value(RowWrite.Value value) {
    return switch (value) {
      case RowWrite.Value.Literal literal -> literal(literal.value());
      case RowWrite.Value.Now now -> "CURRENT_TIMESTAMP";
      case RowWrite.Value.ElapsedMillis elapsed -> ELAPSED;
    };
  }

  /// Whether a backslash escapes depends on `sql_mode`; hexadecimal digits mean the same in every
  /// mode.
  private static String string(String text) {
    Literals.withoutNul(text);
    return text.indexOf('\\') < 0
        ? "'" + text.replace("'", "''") + "'"
        : "_utf8mb4 X'"
            + HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8))
            + "'";
  }

  private static String seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano() / 1000, 6))
        .toPlainString();
  }
}
