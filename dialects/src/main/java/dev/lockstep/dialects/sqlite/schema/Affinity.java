package dev.lockstep.dialects.sqlite.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Says into what a column turns the values that come into it.
///
/// *Source*: https://www.sqlite.org/datatype3.html, sections 3 and 3.1
enum Affinity {
  INTEGER,
  TEXT,
  BLOB,
  REAL,
  NUMERIC;

  static Affinity of(String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    if (upper.contains("INT")) {
      return INTEGER;
    }
    if (Stream.of("CHAR", "CLOB", "TEXT").anyMatch(upper::contains)) {
      return TEXT;
    }
    // A table that is STRICT calls a column that turns nothing into anything ANY.
    if (upper.isEmpty() || upper.contains("BLOB") || upper.equals("ANY")) {
      return BLOB;
    }
    return Stream.of("REAL", "FLOA", "DOUB").anyMatch(upper::contains) ? REAL : NUMERIC;
  }

  /// Says what of a value is gone when it comes into a column of another kind, in words that a name
  /// follows.
  Optional<String> loss(Affinity to) {
    boolean toNumber = List.of(INTEGER, REAL, NUMERIC).contains(to);
    if (toNumber && (this == TEXT || this == BLOB)) {
      return Optional.of("leading zeros, and digits beyond the fifteenth, of numbers in");
    }
    if (to == REAL && this != REAL) {
      return Optional.of("digits beyond the fifteenth of numbers in");
    }
    return to == TEXT && this != TEXT && this != INTEGER
        ? Optional.of("digits beyond the fifteenth of fractions in")
        : Optional.empty();
  }
}
