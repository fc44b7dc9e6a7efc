package dev.lockstep.dialects.jdbc;

import dev.lockstep.dialect.Row;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds one row that was read whole.
///
/// @param columns position of each column by lower-case label, shared by all rows of a result
record ResultRow(Map<String, Integer> columns, List<@Nullable Object> values) implements Row {

  static List<Row> readAll(ResultSet result) throws SQLException {
    ResultSetMetaData shape = result.getMetaData();
    int width = shape.getColumnCount();
    Map<String, Integer> columns = HashMap.newHashMap(width);
    for (int column = 1; column <= width; column++) {
      columns.putIfAbsent(shape.getColumnLabel(column).toLowerCase(Locale.ROOT), column - 1);
    }
    List<Row> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> values = new ArrayList<>(width);
      for (int column = 1; column <= width; column++) {
        values.add(plain(result.getObject(column)));
      }
      rows.add(new ResultRow(columns, values));
    }
    return rows;
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return value instanceof Clob text
        ? text.getSubString(1, (int) Math.min(text.length(), Integer.MAX_VALUE))
        : value;
  }

  @Override
  public @Nullable String text(String column) {
    Object value = value(column);
    // Every look at a database comes here; a switch over types takes a cold start a while.
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value == null ? null : value.toString();
  }

  @Override
  public @Nullable Long number(String column) {
    Object value = value(column);
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    return value == null ? null : Long.valueOf(value.toString().strip());
  }

  @Override
  public @Nullable Boolean truth(String column) {
    Object value = value(column);
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Number number -> number.longValue() != 0;
      case byte[] bits -> bits.length > 0 && bits[bits.length - 1] != 0;
      default ->
          switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "t", "true", "1", "y", "yes" -> true;
            default -> false;
          };
    };
  }

  @Override
  public @Nullable Instant time(String column) {
    Object value = value(column);
    return switch (value) {
      case null -> null;
      case Timestamp stamp -> stamp.toInstant();
      case OffsetDateTime stamp -> stamp.toInstant();
      case ZonedDateTime stamp -> stamp.toInstant();
      case LocalDateTime stamp -> stamp.atZone(ZoneId.systemDefault()).toInstant();
      case Number millis -> Instant.ofEpochMilli(millis.longValue());
      default -> parse(column, value.toString().strip());
    };
  }

  /// Databases without a time type (SQLite) write `CURRENT_TIMESTAMP` as text, in UTC.
  private static Instant parse(String column, String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text.replace(' ', 'T'))
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException("column " + column + " holds no time stamp", unreadable);
    }
  }

  private @Nullable Object value(String column) {
    Integer position = columns.get(column.toLowerCase(Locale.ROOT));
    if (position == null) {
      throw new IllegalArgumentException(
          "the result has no column " + column + ", only " + columns.keySet());
    }
    return values.get(position);
  }
}
