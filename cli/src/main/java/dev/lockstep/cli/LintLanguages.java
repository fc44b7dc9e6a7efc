package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.readers.sqlite.SqliteReader;
import dev.lockstep.sql.Splitter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Knows the products whose SQL can be reviewed.
///
/// @param splitters by the products' names
record LintLanguages(Function<String, Splitter> splitters) {
  /// The versions that are meant where none is named.
  private static final SortedMap<String, String> NEWEST =
      new TreeMap<>(
          Map.of("postgresql", "18", "mariadb", "11.4", "mysql", "8.4", "sqlite", "3.54"));

  /// The first numbers of the versions that somebody may name.
  private static final SortedMap<String, List<Integer>> NAMED =
      new TreeMap<>(
          Map.of(
              "postgresql",
              List.of(9, 18),
              "mariadb",
              List.of(10, 12),
              "mysql",
              List.of(5, 9),
              "sqlite",
              List.of(3, 3)));

  /// Tells whether what defines something can be taken back with the rest of a transaction.
  static boolean definesInTransactions(String dialect) {
    return dialect.equals("postgresql") || dialect.equals("sqlite");
  }

  static boolean reviews(String dialect) {
    return NEWEST.containsKey(dialect);
  }

  /// Returns the language of a version that somebody named; a server may say a newer one.
  ///
  /// *Errors*: `USAGE` also for a version that this release does not know.
  ///
  /// @param version empty for the newest
  Language named(String dialect, String version) {
    Language language = of(dialect, version);
    List<Integer> known = NAMED.getOrDefault(dialect, List.of());
    if (!version.isEmpty() && !known.isEmpty()) {
      int major = numbers(version)[0];
      if (major < known.getFirst() || major > known.getLast()) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "This release does not know version %s of %s.".formatted(version, dialect),
            known.getFirst().equals(known.getLast())
                ? "It knows %d.".formatted(known.getFirst())
                : "It knows %d to %d.".formatted(known.getFirst(), known.getLast()));
      }
    }
    return language;
  }

  /// *Errors*: `USAGE` for a product or a version that is none.
  ///
  /// @param version as the server writes it; empty for the newest
  Language of(String dialect, String version) {
    String newest = NEWEST.get(dialect);
    if (newest == null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "This release does not review SQL for " + dialect + ".",
          "It reviews " + String.join(", ", NEWEST.keySet()) + ".");
    }
    int[] parts = numbers(version.isEmpty() ? newest : version);
    int whole = parts[0] * 10_000 + parts[1] * 100 + parts[2];
    Splitter splitter = splitters.apply(dialect);
    return switch (dialect) {
      case "mariadb" -> new Language(dialect, whole, "", splitter, MySqlReader.ofMariaDb(whole));
      case "mysql" -> new Language(dialect, whole, "", splitter, MySqlReader.ofMySql(whole));
      case "sqlite" -> new Language(dialect, whole, "main", splitter, new SqliteReader());
      default -> new Language(dialect, parts[0], "public", splitter, new PostgresReader(parts[0]));
    };
  }

  private static int[] numbers(String version) {
    if (!version.matches("\\d{1,4}(\\.\\d{1,2}){0,2}")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no version " + version + ".",
          "Write it as the server does, for example 17, 11.4 or 8.0.36.");
    }
    int[] parts = new int[3];
    String[] written = version.split("\\.", -1);
    for (int i = 0; i < written.length; i++) {
      parts[i] = Integer.parseInt(written[i]);
    }
    return parts;
  }
}
