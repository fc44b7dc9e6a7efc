package dev.lockstep.engines.flyway;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Names migrations that validation passes over, like `*:future` or `repeatable:missing`.
///
/// *Source*: Flyway's `ignoreMigrationPatterns`.
record IgnorePattern(String type, String state) {
  static final List<IgnorePattern> DEFAULT = List.of(new IgnorePattern("*", "future"));

  private static final List<String> TYPES = List.of("*", "versioned", "repeatable");
  private static final List<String> STATES =
      List.of("*", "missing", "pending", "ignored", "future");

  /// Reads a pattern, or returns empty when the text is none.
  static Optional<IgnorePattern> parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    IgnorePattern pattern = new IgnorePattern(parts[0].strip(), parts[1].strip());
    return TYPES.contains(pattern.type) && STATES.contains(pattern.state)
        ? Optional.of(pattern)
        : Optional.empty();
  }

  boolean matches(boolean versioned, FlywayState wanted) {
    boolean typeFits = type.equals("*") || type.equals(versioned ? "versioned" : "repeatable");
    return typeFits && (state.equals("*") || state.equals(wanted.pattern()));
  }
}
