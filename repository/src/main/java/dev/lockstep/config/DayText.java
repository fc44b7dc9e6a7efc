package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Scalar;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads days of the years 2000 to 2999.
final class DayText {
  private DayText() {}

  /// Returns null where there is none, or where it is none and a fault says so.
  static @Nullable LocalDate read(Faults faults, Optional<Scalar> text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      // By itself Java reads +12026-12-31 and -0001-12-31, too.
      if (text.get().text().matches("2\\d{3}-\\d\\d-\\d\\d")) {
        return LocalDate.parse(text.get().text());
      }
    } catch (DateTimeParseException e) {
      // Said below, such as February 30.
    }
    faults.add(
        "bad-date",
        text.get().place(),
        Words.quote(text.get().text()) + " is no day of the years 2000 to 2999.",
        "Write it as 2026-12-31; left out, there is no end.");
    return null;
  }
}
