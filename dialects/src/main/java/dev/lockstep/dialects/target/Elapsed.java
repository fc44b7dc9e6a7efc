package dev.lockstep.dialects.target;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.RowWrite.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Fills in how long a migration took, where only the client could measure it.
final class Elapsed {
  private Elapsed() {}

  static List<RowWrite> fill(List<RowWrite> writes, Duration took) {
    return writes.stream().map(write -> fill(write, took)).toList();
  }

  private static RowWrite fill(RowWrite write, Duration took) {
    return switch (write) {
      case RowWrite.Insert insert ->
          new RowWrite.Insert(insert.table(), fill(insert.values(), took));
      case RowWrite.Update update ->
          new RowWrite.Update(update.table(), fill(update.values(), took), update.key());
      case RowWrite.Delete delete -> delete;
    };
  }

  private static SequencedMap<String, Value> fill(
      SequencedMap<String, Value> values, Duration took) {
    SequencedMap<String, Value> filled = new LinkedHashMap<>();
    values.forEach((column, value) -> filled.put(column, fill(value, took)));
    return filled;
  }

  private static Value fill(Value value, Duration took) {
    return switch (value) {
      case Value.Literal literal -> literal;
      case Value.Now now -> now;
      case Value.ElapsedMillis _ -> new Value.Literal(took.toMillis());
    };
  }
}
