package dev.lockstep.sql;

import java.util.Arrays;

/// Turns offsets of a script into positions.
///
/// *Shape*: CR LF, LF and a lone CR each end a line. A byte order mark at the start takes an offset
/// but no column, as editors show it.
public final class Lines {
  /// Where lines begin.
  private final int[] starts;

  public Lines(String text) {
    int[] found = new int[64];
    found[0] = text.startsWith("\uFEFF") ? 1 : 0;
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (endsLine(text, i)) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, count);
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }

  public Position at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = Math.max(0, found >= 0 ? found : -found - 2);
    return new Position(offset, line + 1, offset - starts[line] + 1);
  }
}
