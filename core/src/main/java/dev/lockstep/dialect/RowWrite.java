package dev.lockstep.dialect;

import dev.lockstep.name.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Describes one write to a bookkeeping table, so that it can travel in the same message as the
/// change.
///
/// *Shape*: `values` and `key` map column names to values, in column order.
public sealed interface RowWrite {
  QualifiedName table();

  record Insert(QualifiedName table, SequencedMap<String, Value> values) implements RowWrite {
    public Insert {
      values = copy(values);
    }
  }

  record Update(
      QualifiedName table, SequencedMap<String, Value> values, SequencedMap<String, Value> key)
      implements RowWrite {
    public Update {
      values = copy(values);
      key = copy(key);
    }
  }

  record Delete(QualifiedName table, SequencedMap<String, Value> key) implements RowWrite {
    public Delete {
      key = copy(key);
    }
  }

  /// Is what a column gets: known now, or only to the server when the statement runs.
  sealed interface Value {
    /// *Shape*: a string, number, boolean, `java.time.Instant` or null.
    record Literal(@Nullable Object value) implements Value {}

    /// The server's clock when the row is written, in the type of a history table's time column.
    record Now() implements Value {}

    /// Whole milliseconds since the migration's transaction (or first statement) began.
    record ElapsedMillis() implements Value {}
  }

  private static SequencedMap<String, Value> copy(SequencedMap<String, Value> values) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }
}
