package dev.lockstep.project;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads durations as people write them.
///
/// *Shape*: numbers with their units, largest unit first or in any order: `500ms`, `5s`, `1h30m`,
/// `1h 30m`; or ISO 8601, `PT5S`.
///
/// *Units*: `d` is 24 hours, `w` seven of those.
public final class DurationText {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|w) *");

  private DurationText() {}

  /// Returns the duration that a text is for; empty when it is for none.
  public static Optional<Duration> parse(String text) {
    if (text.startsWith("P") || text.startsWith("p")) {
      return parseIso(text);
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        return Optional.empty();
      }
      sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      end = part.end();
    }
    return end == 0 ? Optional.empty() : Optional.of(sum);
  }

  private static Optional<Duration> parseIso(String text) {
    try {
      Duration duration = Duration.parse(text);
      return duration.isNegative() ? Optional.empty() : Optional.of(duration);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      case "w" -> Duration.ofDays(7);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
