package dev.lockstep.lint;

import java.util.Locale;

/// Is how large a table is in a database in use, about.
///
/// @param rows as the database's statistics say
/// @param bytes with its indexes
public record TableSize(long rows, long bytes) {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  /// Says it in words, such as `41 M rows, 9.8 GB`.
  @Override
  public String toString() {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    String number = String.format(Locale.ROOT, size < 10 && unit > 0 ? "%.1f" : "%.0f", size);
    return counted(rows) + (rows == 1 ? " row, " : " rows, ") + number + " " + UNITS[unit];
  }

  /// Says a number in words, such as `41 M`.
  public static String counted(long number) {
    if (number < 10_000) {
      return Long.toString(number);
    }
    return number < 10_000_000
        ? String.format(Locale.ROOT, "%,d", number / 1000 * 1000)
        : String.format(Locale.ROOT, "%,.0f M", number / 1e6);
  }
}
