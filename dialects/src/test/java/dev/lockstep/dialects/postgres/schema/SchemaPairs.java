package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.diff.Difference;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Brings databases from one form to another and looks at what came of it.
final class SchemaPairs {
  private SchemaPairs() {}

  static void execute(TestDatabase database, List<String> scripts) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        // The driver takes the body of a function in standard SQL for several statements.
        for (SqlStatement one : new PostgresSplitter().split(script)) {
          statement.execute(one.text());
        }
      }
    }
  }

  static DatabaseSchema inspect(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return PostgresInspector.inspect(connection);
    }
  }

  /// Turns the first database into the second and returns what still differs.
  static List<Difference> converge(TestDatabase from, TestDatabase to) throws SQLException {
    DatabaseSchema desired = inspect(to);
    List<SchemaChange> plan = new PostgresSchemas().planner().plan(inspect(from), desired);
    try (Connection connection = from.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET check_function_bodies = off");
      for (SchemaChange change : plan) {
        for (String sql : change.statements()) {
          try {
            statement.execute(sql);
          } catch (SQLException failed) {
            throw new SQLException(failed + " in: " + sql, failed);
          }
        }
      }
    }
    return Difference.between(inspect(from), desired);
  }

  /// Returns every value that statements return, in order.
  static List<String> answers(TestDatabase database, String script) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (SqlStatement one : new PostgresSplitter().split(script)) {
        try (ResultSet rows = statement.executeQuery(one.text())) {
          while (rows.next()) {
            for (int place = 1; place <= rows.getMetaData().getColumnCount(); place++) {
              answers.add(String.valueOf(rows.getString(place)));
            }
          }
        }
      }
    }
    return answers;
  }

  /// Prepares one of PostgreSQL's own programs, both of whose outputs are one.
  static ProcessBuilder program(Path path, TestDatabase database, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                path.toString(),
                "-h",
                database.host(),
                "-p",
                Integer.toString(database.port()),
                "-U",
                database.user(),
                "-d",
                database.database()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", database.password());
    return builder;
  }

  /// Returns what makes a table and its columns the same ones as before, whatever they are like;
  /// what is generated holds nothing of its own.
  static Map<String, String> identities(TestDatabase database) throws SQLException {
    Map<String, String> identities = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT c.oid::regclass || '.' || a.attname, c.oid || ' ' || a.attnum
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                  AND a.attgenerated = '' AND c.relnamespace NOT IN ('pg_catalog'::regnamespace,
                    'information_schema'::regnamespace)\
                """)) {
      while (rows.next()) {
        identities.put(rows.getString(1), rows.getString(2));
      }
    }
    return identities;
  }
}
