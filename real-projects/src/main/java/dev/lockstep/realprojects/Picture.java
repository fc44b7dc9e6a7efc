package dev.lockstep.realprojects;

import dev.lockstep.realprojects.RealProject.EngineKind;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Holds what a deployment left in a database, without times and without Lockstep's own schema.
///
/// @param schema the lines of `pg_dump --schema-only`, the engine's own tables included
/// @param history the rows of the engine's history, in its order
/// @param rows each table's name with its number of rows
record Picture(List<String> schema, List<String> history, List<String> rows) {
  private static final String FLYWAY =
      "SELECT installed_rank, version, description, type, script, checksum, installed_by, success"
          + " FROM flyway_schema_history ORDER BY installed_rank";
  private static final String LIQUIBASE =
      "SELECT orderexecuted, id, author, filename, exectype, md5sum, description, comments, tag,"
          + " liquibase, contexts, labels FROM databasechangelog ORDER BY orderexecuted";
  private static final String TABLES =
      "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE"
          + " schemaname NOT IN ('pg_catalog', 'information_schema', 'lockstep') ORDER BY 1";

  Picture {
    schema = List.copyOf(schema);
    history = List.copyOf(history);
    rows = List.copyOf(rows);
  }

  static Picture of(EngineKind engine, TestDatabase database, Path dumpProgram)
      throws IOException, InterruptedException, SQLException {
    try (Connection connection = database.connect()) {
      List<String> rows = new ArrayList<>();
      for (String table : query(connection, TABLES)) {
        rows.add(table + " " + query(connection, "SELECT count(*) FROM " + table).getFirst());
      }
      String history =
          switch (engine) {
            case FLYWAY -> FLYWAY;
            case LIQUIBASE -> LIQUIBASE;
          };
      return new Picture(dump(database, dumpProgram), query(connection, history), rows);
    }
  }

  /// Returns how many tables there are, those of Lockstep and the system aside.
  static int tables(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return query(connection, TABLES).size();
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner line = new StringJoiner(" | ");
        for (int i = 1; i <= columns; i++) {
          line.add(String.valueOf(result.getString(i)));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static List<String> dump(TestDatabase database, Path program)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--schema-only",
            "--exclude-schema=lockstep",
            "--host=" + database.host(),
            "--port=" + database.port(),
            "--username=" + database.user(),
            database.database());
    builder.environment().put("PGPASSWORD", database.password());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("pg_dump failed.");
    }
    // These two hold a random word.
    return text.lines()
        .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
        .toList();
  }
}
