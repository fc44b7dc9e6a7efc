package dev.lockstep.lint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells by the word at which a parser stopped for which other product a statement may be written.
final class OtherSql {
  private static final String MYSQL = "MySQL and MariaDB";
  private static final String POSTGRES = "PostgreSQL";
  private static final String SQLITE = "SQLite";
  private static final String SQL_SERVER = "SQL Server";
  private static final String ORACLE = "Oracle";

  private static final Set<String> REVIEWED = Set.of(MYSQL, POSTGRES, SQLITE);

  /// MySQL and MariaDB take the last word for a name.
  private static final String INDEX = "CREATE INDEX CONCURRENTLY ";

  /// What neither of the two families understands.
  private static final Map<String, String> OF_NEITHER =
      Map.ofEntries(
          Map.entry("[", SQL_SERVER),
          Map.entry("GO", SQL_SERVER),
          Map.entry("NVARCHAR", SQL_SERVER),
          Map.entry("CLUSTERED", SQL_SERVER),
          Map.entry("NONCLUSTERED", SQL_SERVER),
          Map.entry("AUTOINCREMENT", SQLITE),
          Map.entry("PRAGMA", SQLITE),
          Map.entry("NUMBER", ORACLE),
          Map.entry("VARCHAR2", ORACLE));

  private static final Set<String> OF_MYSQL =
      Set.of(
          "`",
          "#",
          "AUTO_INCREMENT",
          "CHANGE",
          "CHARSET",
          "DELIMITER",
          "ENGINE",
          "IGNORE",
          "MODIFY",
          "TINYINT",
          "UNSIGNED");

  private static final Set<String> OF_POSTGRES =
      Set.of(
          ":",
          "BIGSERIAL",
          "BYTEA",
          "CONCURRENTLY",
          "CONFLICT",
          "EXTENSION",
          "ILIKE",
          "JSONB",
          "RETURNING",
          "SERIAL",
          "TIMESTAMPTZ",
          "TYPE");

  private OtherSql() {}

  /// Returns what to say of a statement; empty where the word is nobody else's.
  ///
  /// @param offset where in the text its parser stopped
  static Optional<String> hint(String dialect, String text, int offset) {
    boolean postgres = dialect.equals("postgresql");
    boolean sqlite = dialect.equals("sqlite");
    String word = word(text, offset);
    if (!postgres && text.stripLeading().regionMatches(true, 0, INDEX, 0, INDEX.length())) {
      return Optional.of(POSTGRES).map(OtherSql::words);
    }
    String other =
        (postgres || sqlite) && OF_MYSQL.contains(word)
            ? MYSQL
            : !postgres && OF_POSTGRES.contains(word) ? POSTGRES : OF_NEITHER.get(word);
    return Optional.ofNullable(text.strip().equals("/") ? ORACLE : other)
        .filter(product -> !(sqlite && product.equals(SQLITE)))
        .map(OtherSql::words);
  }

  private static String words(String product) {
    return REVIEWED.contains(product)
        ? "This is SQL for %s; --dialect, or in a project its schema, says what files are for."
            .formatted(product)
        : "This looks like SQL for %s.".formatted(product);
  }

  private static String word(String text, int start) {
    int end = Math.clamp(start, 0, text.length());
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(Math.min(start, end), Math.max(end, Math.min(start + 1, text.length())))
        .toUpperCase(Locale.ROOT);
  }

  private static boolean isLetter(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
