package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is everything that one row found.
///
/// @param notes sentences to be read with the figures
public record Outcome(List<Table> tables, List<Verdict> verdicts, List<String> notes) {
  public Outcome {
    tables = List.copyOf(tables);
    verdicts = List.copyOf(verdicts);
    notes = List.copyOf(notes);
  }

  /// Puts contenders of the same work side by side.
  ///
  /// @param reference the one that the others are given as multiples of; null for none
  public record Table(String title, List<Series> series, @Nullable Series reference) {
    public Table {
      series = List.copyOf(series);
    }
  }
}
