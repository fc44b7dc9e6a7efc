package dev.lockstep.dialects.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.diff.Difference;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads databases and turns them into others and back, judged by what SQLite itself tells.
final class SqliteSchemaTest {
  private static final SqliteSchemas SQLITE = new SqliteSchemas();
  private static final Path EVERYTHING =
      Path.of("src", "test", "resources", "testdata", "sqlite-schema", "everything.sql");

  @Test
  void everythingComesBack() throws SQLException, IOException {
    try (Connection one = SqliteDatabases.of(Files.readString(EVERYTHING));
        Connection other = SqliteDatabases.of("")) {
      DatabaseSchema schema = SQLITE.inspect(one);
      assertThat(schema.notManaged()).isEmpty();
      SqliteDatabases.execute(other, SqliteDatabases.statements(SQLITE.creation(schema)));
      assertThat(Difference.between(schema, SQLITE.inspect(other))).isEmpty();
      assertThat(SqliteDatabases.told(other)).isEqualTo(SqliteDatabases.told(one));
    }
  }

  @Test
  void everythingGoesAgain() throws SQLException, IOException {
    try (Connection one = SqliteDatabases.of(Files.readString(EVERYTHING));
        Connection empty = SqliteDatabases.of("")) {
      converge(one, SQLITE.inspect(empty));
      assertThat(SQLITE.inspect(one).objects()).isEmpty();
    }
  }

  /// Its foreign key goes as well, but only after the table that it refers to.
  @Test
  void rowsStayThatReferToATableThatGoes() throws SQLException {
    try (Connection one =
            SqliteDatabases.of(
                "CREATE TABLE z (id INTEGER PRIMARY KEY);"
                    + " CREATE TABLE c (z INT REFERENCES z ON DELETE CASCADE);"
                    + " INSERT INTO z VALUES (1); INSERT INTO c VALUES (1);");
        Connection to = SqliteDatabases.of("CREATE TABLE c (z INT)")) {
      converge(one, SQLITE.inspect(to));
      assertThat(SqliteDatabases.rows(one, "SELECT z FROM c")).containsExactly("z=1");
    }
  }

  @TestFactory
  Stream<DynamicTest> leadsThereAndBack() {
    return Scenarios.in("testdata/sqlite-schema-pairs").tests(SqliteSchemaTest::thereAndBack);
  }

  @Test
  void aTableIsNotBuiltAnewWhileDroppingItWouldDeleteWhatRefersToIt() throws SQLException {
    String before =
        "CREATE TABLE p (id INTEGER PRIMARY KEY, n INT);"
            + " CREATE TABLE c (p INT REFERENCES p ON DELETE CASCADE);"
            + " INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1);";
    try (Connection one = SqliteDatabases.of(before);
        Connection to = SqliteDatabases.of(before.replace("n INT", "n TEXT"))) {
      List<SchemaChange> plan = SqliteDatabases.plan(SQLITE.inspect(one), SQLITE.inspect(to));
      SqliteDatabases.execute(one, List.of("BEGIN"));
      assertThatThrownBy(() -> SqliteDatabases.execute(one, SqliteDatabases.statements(plan)))
          .hasMessageContaining("foreign_keys_are_off");
      SqliteDatabases.execute(one, List.of("ROLLBACK"));
      assertThat(SqliteDatabases.rows(one, "SELECT count(*) AS n FROM c")).containsExactly("n=1");
    }
  }

  @Test
  void aTableThatLeavesRowsOutByItselfDoesNotDoSoWhenItIsBuiltAnew() throws SQLException {
    try (Connection one =
            SqliteDatabases.of(
                "CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t VALUES ('x', 1), ('x', 2);");
        Connection to =
            SqliteDatabases.of(
                "CREATE TABLE t (a TEXT UNIQUE ON CONFLICT IGNORE, b TEXT NOT NULL ON CONFLICT"
                    + " IGNORE)")) {
      List<SchemaChange> plan = SqliteDatabases.plan(SQLITE.inspect(one), SQLITE.inspect(to));
      assertThatThrownBy(() -> SqliteDatabases.execute(one, SqliteDatabases.statements(plan)))
          .hasMessageContaining("UNIQUE constraint failed");
    }
  }

  @Test
  void rowsThatReferToNothingStopAPlanThatAddsTheirKey() throws SQLException {
    try (Connection one =
            SqliteDatabases.of(
                "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT);"
                    + " INSERT INTO p VALUES (1); INSERT INTO c VALUES (1), (2);");
        Connection to =
            SqliteDatabases.of(
                "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p);")) {
      List<SchemaChange> plan = SqliteDatabases.plan(SQLITE.inspect(one), SQLITE.inspect(to));
      assertThat(plan.getLast().failsIf())
          .containsExactly("a row of table c refers to a row of p that is not there");
      assertThatThrownBy(() -> SqliteDatabases.execute(one, SqliteDatabases.statements(plan)))
          .hasMessageContaining("rows_that_refer_to_nothing");
    }
  }

  @Test
  void valuesThatAColumnOfAnotherTypeWritesOtherwiseAreTold() throws SQLException {
    try (Connection one =
            SqliteDatabases.of("CREATE TABLE t (a TEXT, b INT, c REAL, d INT, e VARCHAR(3))");
        Connection to =
            SqliteDatabases.of("CREATE TABLE t (a INT, b REAL, c TEXT, d TEXT, e TEXT)")) {
      assertThat(SqliteDatabases.plan(SQLITE.inspect(one), SQLITE.inspect(to)).getFirst().losses())
          .containsExactly(
              "leading zeros, and digits beyond the fifteenth, of numbers in column t.a",
              "digits beyond the fifteenth of numbers in column t.b",
              "digits beyond the fifteenth of fractions in column t.c");
    }
  }

  private static void thereAndBack(Scenario scenario) throws SQLException {
    try (Connection one = SqliteDatabases.of(scenario.read("from.sql"));
        Connection from = SqliteDatabases.of(scenario.read("from.sql"));
        Connection to = SqliteDatabases.of(scenario.read("to.sql"))) {
      scenario.verify("plan.sql", SqliteDatabases.script(converge(one, SQLITE.inspect(to))));
      assertThat(SqliteDatabases.told(one)).isEqualTo(SqliteDatabases.told(to));
      scenario.verify("rows.txt", rows(one));
      scenario.verify("back.sql", SqliteDatabases.script(converge(one, SQLITE.inspect(from))));
      assertThat(SqliteDatabases.told(one)).isEqualTo(SqliteDatabases.told(from));
      scenario.verify("rows-back.txt", rows(one));
      assertThat(SqliteDatabases.rows(one, "PRAGMA integrity_check"))
          .containsExactly("integrity_check=ok");
    }
  }

  private static List<SchemaChange> converge(Connection connection, DatabaseSchema to)
      throws SQLException {
    List<SchemaChange> plan = SqliteDatabases.plan(SQLITE.inspect(connection), to);
    SqliteDatabases.execute(connection, SqliteDatabases.statements(plan));
    assertThat(Difference.between(SQLITE.inspect(connection), to)).isEmpty();
    return plan;
  }

  /// Writes every row, with its number where it has one.
  private static String rows(Connection connection) throws SQLException {
    StringBuilder text = new StringBuilder();
    List<SchemaObject> tables =
        SQLITE.inspect(connection).ofKind("table").stream()
            .filter(table -> !table.has("virtual"))
            .toList();
    for (SchemaObject table : tables) {
      boolean numbered = !table.texts("options").contains("WITHOUT ROWID");
      String query =
          "SELECT %s* FROM %s"
              .formatted(numbered ? "rowid AS number, " : "", Spelling.name(table.id().name()));
      List<String> lines = new ArrayList<>(SqliteDatabases.rows(connection, query));
      lines.forEach(line -> text.append(table.id().name()).append(": ").append(line).append('\n'));
    }
    boolean counting = tables.stream().anyMatch(table -> table.has("_autoincrement"));
    if (counting) {
      SqliteDatabases.rows(connection, "SELECT name, seq FROM sqlite_sequence")
          .forEach(line -> text.append("counter: ").append(line).append('\n'));
    }
    return text.toString();
  }
}
