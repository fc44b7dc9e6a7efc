package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a server what it shows of all that a database holds.
final class Shown {
  private static final Map<String, String> LISTS =
      Map.of(
          "TABLE",
          "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
          "PROCEDURE",
          "SELECT routine_name FROM information_schema.routines"
              + " WHERE routine_schema = DATABASE() AND routine_type = 'PROCEDURE'",
          "FUNCTION",
          "SELECT routine_name FROM information_schema.routines"
              + " WHERE routine_schema = DATABASE() AND routine_type = 'FUNCTION'",
          "TRIGGER",
          "SELECT trigger_name FROM information_schema.triggers"
              + " WHERE trigger_schema = DATABASE()",
          "EVENT",
          "SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE()");

  /// Columns that say when, not what.
  private static final List<String> TIMES = List.of("Created");

  private static final Pattern COLLATION = Pattern.compile(" COLLATE=(\\w+)");

  private Shown() {}

  /// Returns the texts by kinds and names, without the database's own name.
  static Map<String, String> all(TestDatabase database) throws SQLException {
    Map<String, String> shown = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> list : LISTS.entrySet()) {
        for (String name : names(statement, list.getValue())) {
          shown.put(list.getKey() + " " + name, shown(statement, list.getKey(), name, database));
        }
      }
    }
    return shown;
  }

  private static List<String> names(Statement statement, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static String shown(Statement statement, String kind, String name, TestDatabase database)
      throws SQLException {
    StringBuilder text = new StringBuilder();
    try (ResultSet row =
        statement.executeQuery("SHOW CREATE %s %s".formatted(kind, Spelling.name(name)))) {
      row.next();
      for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
        if (!TIMES.contains(row.getMetaData().getColumnLabel(at))) {
          text.append(row.getString(at)).append('\n');
        }
      }
    }
    return withoutOwn(MariaPairs.withSortedKeys(text.toString()))
        // It is always written out for a copy.
        .replaceAll(" CHARACTER SET (latin1|utf8mb4)( COLLATE [a-z0-9_]+)?", "")
        .replace("`" + database.database() + "`.", "")
        .replaceAll(" AUTO_INCREMENT=\\d+", "")
        .replaceAll("(EVERY 1 [A-Z]+) STARTS '[^']*'", "$1");
  }

  /// Leaves out what a column says although its table says the same.
  private static String withoutOwn(String table) {
    Matcher usual = COLLATION.matcher(table);
    return usual.find() ? table.replaceAll(" COLLATE " + usual.group(1) + "\\b", "") : table;
  }
}
