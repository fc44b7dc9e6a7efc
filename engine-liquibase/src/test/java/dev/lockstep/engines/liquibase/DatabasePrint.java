package dev.lockstep.engines.liquibase;

import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes a database's history, schema and data as lines that can be compared.
final class DatabasePrint {
  private static final List<String> POSTGRES =
      List.of(
          "SELECT 'column', table_name, column_name, data_type, character_maximum_length,"
              + " numeric_precision, is_nullable, column_default, is_identity"
              + " FROM information_schema.columns WHERE table_schema = 'public'",
          "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
              + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
          "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes"
              + " WHERE schemaname = 'public'",
          "SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'",
          "SELECT 'sequence', sequencename, start_value, increment_by FROM pg_sequences"
              + " WHERE schemaname = 'public'",
          "SELECT 'routine', proname, pg_get_functiondef(oid) FROM pg_proc"
              + " WHERE pronamespace = 'public'::regnamespace",
          "SELECT 'comment', objoid::regclass::text, objsubid, description FROM pg_description"
              + " WHERE classoid = 'pg_class'::regclass AND objoid > 16000");
  private static final List<String> MARIADB =
      List.of(
          "SELECT 'column', table_name, column_name, column_type, is_nullable, column_default,"
              + " extra, column_comment FROM information_schema.columns"
              + " WHERE table_schema = DATABASE()",
          "SELECT 'constraint', table_name, constraint_name, constraint_type"
              + " FROM information_schema.table_constraints WHERE table_schema = DATABASE()",
          "SELECT 'index', table_name, index_name, seq_in_index, column_name, non_unique"
              + " FROM information_schema.statistics WHERE table_schema = DATABASE()",
          "SELECT 'view', table_name, REPLACE(view_definition, DATABASE(), 'db')"
              + " FROM information_schema.views WHERE table_schema = DATABASE()",
          "SELECT 'routine', routine_name, routine_definition FROM information_schema.routines"
              + " WHERE routine_schema = DATABASE()");

  private DatabasePrint() {}

  static List<String> history(TestDatabase database) throws SQLException {
    return history(database, Settings.changelog(""));
  }

  static List<String> history(TestDatabase database, Settings settings) throws SQLException {
    return lines(
        database,
        List.of(
            "SELECT orderexecuted, id, author, filename, exectype, md5sum, description, comments,"
                + " tag, liquibase, contexts, labels FROM "
                + settings.historyTable()
                + " ORDER BY orderexecuted"),
        false);
  }

  static List<String> schema(TestDatabase database) throws SQLException {
    return schema(database, Settings.changelog(""));
  }

  static List<String> schema(TestDatabase database, Settings settings) throws SQLException {
    boolean mariadb = database.jdbcUrl().contains("mariadb");
    List<String> lines = lines(database, mariadb ? MARIADB : POSTGRES, true);
    List<String> data = new ArrayList<>();
    String tables =
        "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND"
            + " table_schema = "
            + (mariadb ? "DATABASE()" : "'public'")
            + " AND LOWER(table_name) NOT LIKE '"
            + settings.historyTable().toLowerCase(Locale.ROOT)
            + "%'";
    for (String table : lines(database, List.of(tables), true)) {
      String rows = "SELECT '" + table + "', t.* FROM " + table + " t";
      data.addAll(
          lines(database, List.of(rows), true).stream().map(DatabasePrint::withoutTime).toList());
    }
    lines.addAll(data);
    return lines;
  }

  private static String withoutTime(String line) {
    return line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "TIME");
  }

  static List<String> lines(TestDatabase database, List<String> queries, boolean sorted)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String query : queries) {
        List<String> part = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
          int width = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            StringBuilder line = new StringBuilder();
            for (int column = 1; column <= width; column++) {
              line.append(column == 1 ? "" : " | ").append(rows.getString(column));
            }
            part.add(line.toString().replace(database.database(), "db"));
          }
        }
        if (sorted) {
          part.sort(null);
        }
        lines.addAll(part);
      }
    }
    return lines;
  }
}
