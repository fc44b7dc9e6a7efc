package dev.lockstep.dialects.jdbc;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes bookkeeping rows as SQL in the form that all products share.
public final class RowWrites {
  private RowWrites() {}

  /// Renders a write.
  ///
  /// @param value how this product spells a value
  public static String render(
      Dialect dialect, RowWrite write, Function<RowWrite.Value, String> value) {
    String table = dialect.quote(write.table());
    return switch (write) {
      case RowWrite.Insert insert ->
          "INSERT INTO "
              + table
              + " ("
              + insert.values().keySet().stream()
                  .map(dialect::quote)
                  .collect(Collectors.joining(", "))
              + ") VALUES ("
              + insert.values().values().stream().map(value).collect(Collectors.joining(", "))
              + ")";
      case RowWrite.Update update ->
          "UPDATE "
              + table
              + " SET "
              + update.values().entrySet().stream()
                  .map(set -> dialect.quote(set.getKey()) + " = " + value.apply(set.getValue()))
                  .collect(Collectors.joining(", "))
              + where(dialect, update.key(), value);
      case RowWrite.Delete delete -> "DELETE FROM " + table + where(dialect, delete.key(), value);
    };
  }

  private static String where(
      Dialect dialect,
      SequencedMap<String, RowWrite.Value> key,
      Function<RowWrite.Value, String> value) {
    if (key.isEmpty()) {
      return "";
    }
    return key.entrySet().stream()
        .map(part -> condition(dialect, part, value))
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private static String condition(
      Dialect dialect,
      Map.Entry<String, RowWrite.Value> part,
      Function<RowWrite.Value, String> value) {
    String column = dialect.quote(part.getKey());
    return part.getValue() instanceof RowWrite.Value.Literal literal && literal.value() == null
        ? column + " IS NULL"
        : column + " = " + value.apply(part.getValue());
  }
}
