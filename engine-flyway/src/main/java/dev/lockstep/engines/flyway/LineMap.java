package dev.lockstep.engines.flyway;

import java.util.Arrays;

/// Turns offsets of a text into lines and columns.
///
/// *Units*: offsets count from 0, lines and columns from 1. A line ends with `\n`, `\r` or `\r\n`.
final class LineMap {
  private final int[] starts;

  LineMap(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  int line(int offset) {
    int index = Arrays.binarySearch(starts, offset);
    return index >= 0 ? index + 1 : -index - 1;
  }

  int column(int offset) {
    return offset - starts[line(offset) - 1] + 1;
  }
}
