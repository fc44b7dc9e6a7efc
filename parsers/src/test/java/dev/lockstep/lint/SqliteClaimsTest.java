package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.sqlite.SqliteReader;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.SqliteSplitter;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what rules claim of SQLite against SQLite itself.
final class SqliteClaimsTest {
  private static final String ROWS =
      """
      INSERT INTO customer (id, name, email, note) VALUES (1, 'a', 'a@x', 'same');
      INSERT INTO customer (id, name, email, note) VALUES (2, 'b', 'b@x', 'same');
      INSERT INTO customer (id, name, email, note) VALUES (3, 'c', 'c@x', NULL);
      """;

  /// Runs each statement of a scenario with rows and without, and compares what fails with what is
  /// said: nothing, that it fails, or that it fails on rows.
  @ParameterizedTest
  @ValueSource(strings = {"alter-refused", "required-column", "depends-on-rows"})
  void failsWhereItIsSaid(String name) throws SQLException {
    Scenario scenario = scenario(name);
    String before = scenario.read("before.sql");
    try (Connection empty = database(before);
        Connection filled = database(before + ROWS)) {
      for (SqlStatement statement : new SqliteSplitter().split(scenario.read("script.sql"))) {
        List<String> said = said(before, statement.text(), name);
        assertThat(!run(empty, statement.text()))
            .as(statement.text())
            .isEqualTo(said.stream().anyMatch(one -> one.startsWith("This fails:")));
        // a table that the script has just created has no rows
        assertThat(!run(filled, statement.text()))
            .as(statement.text())
            .isEqualTo(!said.isEmpty() && !said.getFirst().contains("fresh has rows"));
        before += statement.text() + ";\n";
      }
    }
  }

  private static Scenario scenario(String name) {
    return Scenarios.in("testdata/lint/sqlite").list().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> said(String before, String statement, String rule) {
    Review review =
        new Review(
            new Language("sqlite", 35_400, "main", new SqliteSplitter(), new SqliteReader()),
            Rules.all(),
            new LintSettings(Set.of(rule), Set.of(), Map.of(), Map.of()));
    review.take(new SqlFile("before.sql", before, true));
    return review.review(new SqlFile("script.sql", statement, true)).stream()
        .map(Finding::message)
        .toList();
  }

  private static Connection database(String script) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    run(connection, "PRAGMA foreign_keys = ON");
    for (SqlStatement statement : new SqliteSplitter().split(script)) {
      assertThat(run(connection, statement.text())).as(statement.text()).isTrue();
    }
    return connection;
  }

  /// Tells whether SQLite takes a statement.
  private static boolean run(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        answers.add(String.valueOf(rows.getString(1)));
      }
    }
    return answers;
  }

  @Test
  void refusesVacuumAndSafetyLevelsInTransactions() throws SQLException {
    try (Connection connection = database("CREATE TABLE a (b); BEGIN")) {
      assertThat(run(connection, "VACUUM")).isFalse();
      assertThat(run(connection, "VACUUM INTO 'never-written.db'")).isFalse();
      assertThat(run(connection, "PRAGMA synchronous = OFF")).isFalse();
      assertThat(run(connection, "BEGIN")).isFalse();
      assertThat(run(connection, "COMMIT")).isTrue();
      assertThat(run(connection, "COMMIT")).isFalse();
      assertThat(run(connection, "PRAGMA synchronous = OFF")).isTrue();
      assertThat(run(connection, "VACUUM")).isTrue();
    }
  }

  @Test
  void passesOverForeignKeysInTransactions() throws SQLException {
    try (Connection connection = database("BEGIN; PRAGMA foreign_keys = OFF; COMMIT")) {
      assertThat(ask(connection, "PRAGMA foreign_keys")).containsExactly("1");
    }
  }

  @Test
  void deletesWhatRefersToADroppedTable() throws SQLException {
    String tables =
        """
        CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (parent INTEGER REFERENCES parent (id) ON DELETE CASCADE);
        INSERT INTO parent VALUES (1);
        INSERT INTO child VALUES (1);
        """;
    try (Connection connection = database(tables + "DROP TABLE parent")) {
      assertThat(ask(connection, "SELECT count(*) FROM child")).containsExactly("0");
    }
    try (Connection connection = database(tables.replace(" ON DELETE CASCADE", ""))) {
      assertThat(run(connection, "DROP TABLE parent")).isFalse();
    }
    try (Connection connection =
        database(tables + "PRAGMA foreign_keys = OFF; DROP TABLE parent")) {
      assertThat(ask(connection, "SELECT count(*) FROM child")).containsExactly("1");
    }
  }

  /// Writes to each table of the scenario; one refers to a table that is not there, which is
  /// refused too.
  @Test
  void refusesWritesBesideAForeignKeyToNoKey() throws SQLException {
    Scenario scenario = scenario("foreign-key-mismatch");
    String before = scenario.read("before.sql");
    try (Connection connection = database(before + scenario.read("script.sql"))) {
      for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
        assertThat(run(connection, "INSERT INTO " + name + " (x) VALUES (NULL)"))
            .as(name)
            .isNotEqualTo(scenario.read("findings.txt").contains("every write to " + name + " "));
      }
    }
  }

  @Test
  void renamesATableInWhatRefersToIt() throws SQLException {
    try (Connection connection =
        database(
            """
            CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE child (parent INTEGER REFERENCES parent (id));
            ALTER TABLE parent RENAME TO old;
            CREATE TABLE parent (id INTEGER PRIMARY KEY);
            """)) {
      assertThat(ask(connection, "SELECT \"table\" FROM pragma_foreign_key_list('child')"))
          .containsExactly("old");
    }
  }

  /// Runs each script of a table that is built anew below a view.
  @ParameterizedTest
  @ValueSource(strings = {"", ".dropped-before", ".legacy"})
  void renamesNoTableBelowABrokenView(String variant) throws SQLException {
    Scenario scenario = scenario("rebuild-below-view" + variant);
    try (Connection connection = database(scenario.read("before.sql"))) {
      boolean runs =
          new SqliteSplitter()
              .split(scenario.read("script.sql")).stream()
                  .allMatch(statement -> run(connection, statement.text()));
      assertThat(runs).isEqualTo(scenario.read("findings.txt").isEmpty());
    }
  }

  @Test
  void countsUpOnlyInteger() throws SQLException {
    try (Connection connection =
        database(
            """
            CREATE TABLE a (id INT PRIMARY KEY, b);
            CREATE TABLE c (id INTEGER PRIMARY KEY, b);
            INSERT INTO a (b) VALUES (1), (2);
            INSERT INTO c (b) VALUES (1), (2);
            """)) {
      assertThat(ask(connection, "SELECT id FROM a")).containsExactly("null", "null");
      assertThat(ask(connection, "SELECT id FROM c")).containsExactly("1", "2");
    }
  }

  @Test
  void takesNamesInDoubleQuotesForTexts() throws SQLException {
    try (Connection connection =
        database(
            """
            CREATE TABLE a (b INTEGER PRIMARY KEY, c TEXT DEFAULT "new");
            INSERT INTO a (b) VALUES (1);
            """)) {
      assertThat(ask(connection, "SELECT c FROM a")).containsExactly("new");
    }
  }

  @Test
  void takesAnyValueOutsideOfStrictTables() throws SQLException {
    try (Connection connection =
        database("CREATE TABLE a (b INTEGER); CREATE TABLE c (b INTEGER) STRICT")) {
      assertThat(run(connection, "INSERT INTO a VALUES ('text')")).isTrue();
      assertThat(run(connection, "INSERT INTO c VALUES ('text')")).isFalse();
    }
  }
}
