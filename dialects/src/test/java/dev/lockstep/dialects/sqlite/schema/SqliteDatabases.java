package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.SqliteSplitter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes databases in memory and tells what is in them without our inspector.
final class SqliteDatabases {
  private SqliteDatabases() {}

  /// Makes one; foreign keys are checked, as careful users have it.
  static Connection of(String script) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    execute(connection, List.of("PRAGMA foreign_keys = ON"));
    execute(
        connection, new SqliteSplitter().split(script).stream().map(SqlStatement::text).toList());
    return connection;
  }

  static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException failed) {
          throw new SQLException(failed.getMessage() + " in: " + sql, failed);
        }
      }
    }
  }

  static List<SchemaChange> plan(DatabaseSchema from, DatabaseSchema to) {
    return new SqliteSchemas().planner().plan(from, to);
  }

  static List<String> statements(List<SchemaChange> plan) {
    return plan.stream().flatMap(change -> change.statements().stream()).toList();
  }

  static String script(List<SchemaChange> plan) {
    return plan.stream()
        .flatMap(change ->
            Stream.concat(
                change.losses().stream().map(loss -> "-- loses " + loss),
                change.statements().stream().map(sql -> sql + ";")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// Tells what SQLite itself makes of each object: its columns, keys and indexes, and the words of
  /// its statement, without the manner in which they were written.
  static List<String> told(Connection connection) throws SQLException {
    List<String> told = new ArrayList<>();
    for (String query :
        List.of(
            """
            SELECT 'table', l.name, l.type, l.wr, l.strict FROM pragma_table_list l
            WHERE l.schema = 'main' AND l.type <> 'shadow' AND l.name NOT LIKE 'sqlite%'\
            """,
            """
            SELECT 'column', m.name, x.cid, x.name,
              replace(upper(x.type), ' ', '') AS type, x."notnull",
              replace(replace(x.dflt_value, ' ', ''), char(10), '') AS value, x.pk, x.hidden
            FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) x
            WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'words!_%' ESCAPE '!'
              AND m.name NOT LIKE 'sqlite%'\
            """,
            """
            SELECT 'foreign key', m.name, lower(f."table"), f."from", f."to", f.seq, f.on_update,
              f.on_delete, f.match
            FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'\
            """,
            """
            SELECT 'index', m.name, CASE WHEN i.origin = 'c' THEN i.name END, i."unique", i.origin,
              i.partial, (SELECT group_concat(coalesce(x.name, '?') || x."desc" || x.coll || x.key)
              FROM pragma_index_xinfo(i.name) x) AS parts
            FROM sqlite_schema m JOIN pragma_index_list(m.name) i
            WHERE m.type = 'table' AND m.name NOT LIKE 'words!_%' ESCAPE '!'
              AND m.name NOT LIKE 'sqlite%'\
            """)) {
      told.addAll(rows(connection, query));
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                    + " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'words\\_%' ESCAPE '\\'")) {
      while (rows.next()) {
        boolean table = rows.getString(1).equals("table");
        String sql = rows.getString(3).replaceAll("--[^\n]*\n|/\\*.*?\\*/", " ");
        told.add(
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " "
                + (table
                    ? checks(sql)
                    : sql.replaceAll("[\\s\"]|IF NOT EXISTS", "")
                        .toLowerCase(java.util.Locale.ROOT)));
      }
    }
    return told.stream().sorted().toList();
  }

  /// Lists the words of a table that no pragma tells, each as often as it stands there.
  private static String checks(String sql) {
    return java.util.regex.Pattern.compile(
            "CHECK *\\([^()]*|AUTOINCREMENT|DEFERRABLE|INITIALLY +\\w+|COLLATE +\"?\\w+|CONFLICT"
                + " +\\w+|STORED|USING.*",
            java.util.regex.Pattern.CASE_INSENSITIVE)
        .matcher(sql)
        .results()
        .map(found -> found.group().replaceAll("[\\s\"]", "").toUpperCase(java.util.Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
          row.add(rows.getMetaData().getColumnLabel(at) + "=" + rows.getString(at));
        }
        all.add(String.join(" ", row));
      }
    }
    return all;
  }
}
