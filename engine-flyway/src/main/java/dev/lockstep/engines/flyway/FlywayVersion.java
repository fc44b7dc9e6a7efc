package dev.lockstep.engines.flyway;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a version as Flyway reads and orders it.
///
/// *Shape*: dots and underscores separate whole numbers of any size; trailing zero parts and
/// leading zeros do not count, so `1.2`, `1_2`, `01.2` and `1.2.0` are equal. [#text()] keeps the
/// writing, with dots, as the history table stores it.
///
/// *Source*: Flyway's documentation of versioned migrations, checked against flyway-core 13.12.
final class FlywayVersion implements Comparable<FlywayVersion> {
  private static final Pattern SEPARATOR = Pattern.compile("\\.(?=\\d)");

  private final List<BigInteger> parts;
  private final String text;

  private FlywayVersion(List<BigInteger> parts, String text) {
    this.parts = parts;
    this.text = text;
  }

  /// Reads a version, or returns empty when the text is none.
  static Optional<FlywayVersion> parse(String written) {
    String text = written.replace('_', '.');
    List<BigInteger> parts = new ArrayList<>();
    // Most versions are one number, and a regular expression for each of thousands takes its time.
    for (String part : text.indexOf('.') < 0 ? new String[] {text} : SEPARATOR.split(text)) {
      try {
        parts.add(new BigInteger(part));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    while (parts.size() > 1 && parts.getLast().signum() == 0) {
      parts.removeLast();
    }
    return Optional.of(new FlywayVersion(List.copyOf(parts), text));
  }

  String text() {
    return text;
  }

  @Override
  public int compareTo(FlywayVersion other) {
    int length = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < length; i++) {
      int order = part(i).compareTo(other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlywayVersion version && parts.equals(version.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
