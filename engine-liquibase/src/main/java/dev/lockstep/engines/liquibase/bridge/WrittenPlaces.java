package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.SourceLocation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Finds the line a statement was written on, by its first line; each search goes on behind the
/// statement found last.
public final class WrittenPlaces {
  private final Function<String, String> reader;
  private final Map<String, Written> texts = new HashMap<>();
  private final Map<String, Integer> searchFrom = new HashMap<>();

  /// @param reader returns a file's text by its path in the repository; empty for none
  public WrittenPlaces(Function<String, String> reader) {
    this.reader = reader;
  }

  /// Starts with a changeset: its statements stand behind its own line.
  public void begin(SourceLocation start) {
    searchFrom.clear();
    searchFrom.put(start.path(), written(start.path()).offset(start.line()));
  }

  /// Returns where the statement stands in the file of `otherwise`; that itself when it does not.
  public SourceLocation of(SourceLocation otherwise, String sql) {
    String path = otherwise.path();
    Written written = written(path);
    String firstLine = sql.strip().lines().findFirst().orElse("").strip();
    int from = Math.min(searchFrom.getOrDefault(path, 0), written.text.length());
    int found = firstLine.isEmpty() ? -1 : written.text.indexOf(firstLine, from);
    if (found < 0) {
      return otherwise;
    }
    searchFrom.put(path, found + firstLine.length());
    return new SourceLocation(path, written.line(found), 0);
  }

  private Written written(String path) {
    return texts.computeIfAbsent(path, known -> Written.of(reader.apply(known)));
  }

  /// Is a text and where its lines begin.
  private static final class Written {
    private final String text;
    private final int[] lineStarts;

    private Written(String text, int[] lineStarts) {
      this.text = text;
      this.lineStarts = lineStarts;
    }

    static Written of(String text) {
      int[] starts = new int[16];
      int lines = 1;
      for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = at + 1;
      }
      return new Written(text, Arrays.copyOf(starts, lines));
    }

    int offset(int line) {
      return lineStarts[Math.clamp(line - 1, 0, lineStarts.length - 1)];
    }

    int line(int offset) {
      int at = Arrays.binarySearch(lineStarts, offset);
      return at >= 0 ? at + 1 : -at - 1;
    }
  }
}
