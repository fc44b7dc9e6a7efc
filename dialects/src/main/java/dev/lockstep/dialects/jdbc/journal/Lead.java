package dev.lockstep.dialects.jdbc.journal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells what the journal must know of a statement by its first words; of several in one text, that
/// they are several.
///
/// Over-cautious on purpose: a session taken for changed costs one round trip, one taken for
/// unchanged would leave the next user in the wrong schema.
enum Lead {
  /// Cannot leave the session changed.
  HARMLESS,
  /// Leaves the session with another search path, and changes nothing else.
  CHANGES_PATH,
  /// May leave the session changed, also with another role.
  CHANGES_SESSION,
  BEGINS,
  COMMITS,
  ROLLS_BACK;

  /// Is enough for the longest words that are looked for, written with some spaces more.
  private static final int LONGEST = 60;

  private static final Pattern SEVERAL = Pattern.compile(";\\s*[^;\\s]");

  private static final Pattern CALL = Pattern.compile("([^\\s(]*)\\s*\\(");

  /// Functions that libraries ask who they talk to with.
  private static final Set<String> ASKING =
      Set.of("version", "current_schema", "current_database", "database", "schema", "user");

  static Lead of(String sql) {
    Lead first = ofFirst(sql);
    return (first == HARMLESS || first == CHANGES_PATH)
            && sql.indexOf(';') >= 0
            && SEVERAL.matcher(sql).find()
        ? CHANGES_SESSION
        : first;
  }

  private static Lead ofFirst(String sql) {
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
      case "SET" -> words.startsWith("SET SEARCH_PATH ") ? CHANGES_PATH : CHANGES_SESSION;
      case "BEGIN" -> BEGINS;
      case "START" -> words.startsWith("START TRANSACTION ") ? BEGINS : CHANGES_SESSION;
      case "COMMIT", "END" -> COMMITS;
      case "ROLLBACK", "ABORT" -> words.startsWith("ROLLBACK TO ") ? HARMLESS : ROLLS_BACK;
      default -> CHANGES_SESSION;
    };
  }

  private static Lead reading(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    boolean callsAlone =
        !lower.contains("from")
            && CALL.matcher(lower)
                .results()
                .map(call -> call.group(1))
                .anyMatch(name -> !ASKING.contains(name));
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
    StringBuilder words = new StringBuilder(LONGEST + 1);
    int end = Math.min(sql.length(), at + LONGEST);
    for (; at < end; at++) {
      char next = sql.charAt(at);
      if (next != ';' && !Character.isWhitespace(next)) {
        words.append(Character.toUpperCase(next));
      } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    return words.append(' ').toString();
  }
}
