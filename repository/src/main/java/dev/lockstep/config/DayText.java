package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Scalar;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads days.
final class DayText {
  private DayText() {}

  /// Returns null where there is none, or where it is none and a fault says so.
  static @Nullable LocalDate read(Faults faults, Optional<Scalar> text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text.get().text());
    } catch (DateTimeParseException e) {
      faults.add(
          "bad-date",
          text.get().place(),
          "'" + text.get().text() + "' is no day.",
          "Write it as 2026-12-31.");
      return null;
    }
  }
}
