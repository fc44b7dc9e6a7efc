package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.online.Effect;
import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.lint.online.Effect.Lock;
import dev.lockstep.lint.online.Ground;
import dev.lockstep.lint.online.OnlineDdl;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Reading;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestMySql;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/// Asks MariaDB, and MySQL where one is there, for the cheapest way in which it alters a table, and
/// compares what the rules say.
///
/// Each statement runs on fresh tables; the file of a version holds what that server accepted, or
/// in what words it refused the statement at all.
final class OnlineDdlTest {
  private static final List<Effect> CHEAPEST_FIRST =
      List.of(
          new Effect(Algorithm.INSTANT, Lock.NONE),
          new Effect(Algorithm.NOCOPY, Lock.NONE),
          new Effect(Algorithm.NOCOPY, Lock.SHARED),
          new Effect(Algorithm.INPLACE, Lock.NONE),
          new Effect(Algorithm.INPLACE, Lock.SHARED),
          new Effect(Algorithm.INPLACE, Lock.EXCLUSIVE),
          new Effect(Algorithm.COPY, Lock.NONE),
          new Effect(Algorithm.COPY, Lock.SHARED),
          new Effect(Algorithm.COPY, Lock.EXCLUSIVE));

  @TestFactory
  Stream<DynamicTest> claims() {
    return Scenarios.in("testdata/online").tests(OnlineDdlTest::run);
  }

  @TestFactory
  @EnabledIf("dev.lockstep.testkit.TestMySql#isThere")
  Stream<DynamicTest> claimsOnMySql() {
    return Scenarios.in("testdata/online-mysql").tests(OnlineDdlTest::runOnMySql);
  }

  private static void run(Scenario scenario) throws SQLException {
    scenario.pathsEndingWith(".txt"); // not each build brings each version
    List<String> wrong = new ArrayList<>();
    for (String version : TestMariaDb.versions()) {
      int number = number(version);
      wrong.addAll(
          new Side("mariadb", version, number, MySqlReader.ofMariaDb(number))
              .asked(scenario, TestMariaDb.version(version).freshDatabase()));
    }
    assertThat(wrong).isEmpty();
  }

  private static void runOnMySql(Scenario scenario) throws SQLException {
    scenario.pathsEndingWith(".txt"); // that of the version that is there is looked at
    TestDatabase database = TestMySql.database();
    try (Connection connection = database.connect()) {
      DatabaseMetaData server = connection.getMetaData();
      String version = server.getDatabaseMajorVersion() + "." + server.getDatabaseMinorVersion();
      int number = number(version);
      assertThat(
              new Side("mysql", version, number, MySqlReader.ofMySql(number))
                  .asked(scenario, database))
          .isEmpty();
    }
  }

  private static int number(String version) {
    String[] series = version.split("\\.");
    return Integer.parseInt(series[0]) * 10_000 + Integer.parseInt(series[1]) * 100;
  }

  /// Is a product in a version.
  private record Side(String dialect, String version, int number, MySqlReader reader) {
    /// Returns where its server and the rules differ.
    private List<String> asked(Scenario scenario, TestDatabase database) throws SQLException {
      List<String> tables = statements(scenario.read("tables.sql"));
      List<String> asked = statements(scenario.read("statements.sql"));
      List<Operation> known =
          tables.stream().flatMap(table -> operations(reader, table).stream()).toList();
      StringBuilder accepted = new StringBuilder();
      List<String> wrong = new ArrayList<>();
      try (Connection connection = database.connect();
          Statement server = connection.createStatement()) {
        build(server, tables, String.join(" ", asked));
        for (String statement : asked) {
          build(server, tables, statement);
          String answer =
              dialect.equals("mysql")
                  ? answerOfMySql(server, statement)
                  : answer(server, statement);
          accepted.append(statement).append("\n    ").append(answer).append('\n');
          String claim = claim(known, operations(reader, statement));
          if (!claim.equals(answer)) {
            wrong.add(
                "%s: %s%n    %s, but the rules say %s"
                    .formatted(version, statement, answer, claim));
          }
        }
      }
      scenario.verify(version + ".txt", accepted.toString());
      return wrong;
    }

    private String claim(List<Operation> tables, List<Operation> asked) {
      KnownSchema schema = new KnownSchema("");
      tables.forEach(schema::apply);
      Ground ground = new Ground(schema, asked, true);
      return OnlineDdl.of(dialect, number)
          .flatMap(product -> product.effect(ground))
          .map(Effect::toString)
          .orElse("unknown");
    }
  }

  /// MySQL says `INPLACE` whether it writes the table again or not; if it does, the table is
  /// another one for its engine.
  private static String answerOfMySql(Statement server, String statement) throws SQLException {
    int error = 0;
    for (Effect effect : CHEAPEST_FIRST) {
      if (effect.algorithm() != Algorithm.NOCOPY) {
        List<String> before = files(server);
        try {
          server.execute(stated(statement, effect));
          boolean same = files(server).containsAll(before);
          return effect.algorithm() == Algorithm.INPLACE && same
              ? new Effect(Algorithm.NOCOPY, effect.lock()).toString()
              : effect.toString();
        } catch (SQLException refused) {
          error = refused.getErrorCode();
        }
      }
    }
    return "refused: " + error;
  }

  private static List<String> files(Statement server) throws SQLException {
    List<String> files = new ArrayList<>();
    try (ResultSet rows =
        server.executeQuery(
            "SELECT table_id FROM information_schema.innodb_tables"
                + " WHERE name LIKE CONCAT(DATABASE(), '/%') AND name NOT LIKE '%/fts%'")) {
      while (rows.next()) {
        files.add(rows.getString(1));
      }
    }
    return files;
  }

  private static List<String> statements(String script) {
    return new MySqlSplitter().split(script).stream().map(SqlStatement::text).toList();
  }

  /// Makes those tables anew that a statement names.
  private static void build(Statement server, List<String> tables, String asked)
      throws SQLException {
    server.execute("SET foreign_key_checks = 0");
    for (String table : tables) {
      String name = table.split(" ", 4)[2];
      if ((asked + " ").contains(" " + name + " ")) {
        if (table.startsWith("CREATE TABLE")) {
          server.execute("DROP TABLE IF EXISTS renamed, " + name);
        }
        server.execute(table);
      }
    }
    server.execute("SET foreign_key_checks = 1");
  }

  private static String answer(Statement server, String statement) throws SQLException {
    int error = 0;
    for (Effect effect : CHEAPEST_FIRST) {
      error = error(server, stated(statement, effect));
      if (error == 0) {
        return effect.toString();
      }
    }
    return "refused: " + error;
  }

  /// Returns the number of the error that a statement ends with, or 0; the driver would print it.
  private static int error(Statement server, String statement) throws SQLException {
    String caught =
        """
        BEGIN NOT ATOMIC
          DECLARE EXIT HANDLER FOR SQLEXCEPTION
          BEGIN
            GET DIAGNOSTICS CONDITION 1 @error = MYSQL_ERRNO;
          END;
          SET @error = 0;
          %s;
        END\
        """
            .formatted(statement);
    server.execute(caught);
    try (ResultSet answer = server.executeQuery("SELECT @error")) {
      answer.next();
      return answer.getInt(1);
    }
  }

  private static String stated(String statement, Effect effect) {
    String algorithm = "ALGORITHM=" + effect.algorithm();
    String lock = effect.algorithm() == Algorithm.INSTANT ? "" : "LOCK=" + effect.lock();
    if (!statement.startsWith("ALTER")) {
      return statement + " " + algorithm + " " + lock;
    }
    String[] words = statement.split(" ", 4);
    String comma = words[3].startsWith("PARTITION BY") ? " " : ", ";
    String clauses = lock.isEmpty() ? algorithm : algorithm + ", " + lock;
    return "ALTER TABLE " + words[2] + " " + clauses + comma + words[3];
  }

  private static List<Operation> operations(MySqlReader reader, String statement) {
    return switch (reader.read(statement)) {
      case Reading.Understood(var parsed) -> parsed.operations();
      case Reading.NotUnderstood(String message, int _) ->
          throw new AssertionError(statement + ": " + message);
      case Reading.TooLong _ -> throw new AssertionError(statement);
    };
  }
}
