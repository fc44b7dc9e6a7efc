package dev.lockstep.dialects.jdbc.journal;

import java.util.Locale;

/// Tells what the journal must know of a statement by its first words.
///
/// Over-cautious on purpose: a session taken for changed costs one round trip, one taken for
/// unchanged would leave the next user in the wrong schema.
enum Lead {
  /// Cannot leave the session changed.
  HARMLESS,
  /// May leave the session changed.
  CHANGES_SESSION,
  BEGINS,
  COMMITS,
  ROLLS_BACK;

  private static final int LONGEST = 200;

  static Lead of(String sql) {
    String words = firstWords(sql);
    String first = words.substring(0, Math.max(words.indexOf(' '), 0));
    return switch (first) {
      case "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "CREATE",
          "DROP",
          "COMMENT",
          "GRANT",
          "REVOKE",
          "TRUNCATE",
          "SHOW",
          "SAVEPOINT",
          "RELEASE" ->
          HARMLESS;
      case "ALTER" -> words.startsWith("ALTER SESSION ") ? CHANGES_SESSION : HARMLESS;
      case "SELECT", "WITH" -> reading(sql);
      case "BEGIN" -> BEGINS;
      case "START" -> words.startsWith("START TRANSACTION ") ? BEGINS : CHANGES_SESSION;
      case "COMMIT", "END" -> COMMITS;
      case "ROLLBACK", "ABORT" -> words.startsWith("ROLLBACK TO ") ? HARMLESS : ROLLS_BACK;
      default -> CHANGES_SESSION;
    };
  }

  private static Lead reading(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    boolean callsAlone = !lower.contains("from") && lower.contains("(");
    return callsAlone || lower.contains("set_config") ? CHANGES_SESSION : HARMLESS;
  }

  /// Returns the beginning in upper case, without comments, with single spaces and one at the end.
  private static String firstWords(String sql) {
    int at = 0;
    while (at < sql.length()) {
      char next = sql.charAt(at);
      if (Character.isWhitespace(next)) {
        at++;
      } else if (sql.startsWith("--", at) || next == '#') {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at) && !sql.startsWith("/*!", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        break;
      }
    }
    return sql.substring(at, Math.min(sql.length(), at + LONGEST))
        .replaceAll("[\\s;]+", " ")
        .concat(" ")
        .toUpperCase(Locale.ROOT);
  }
}
