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
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Asks MariaDB for the cheapest way in which it alters a table, and compares what the rules say.
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

  private static void run(Scenario scenario) throws SQLException {
    List<String> tables = statements(scenario.read("tables.sql"));
    List<String> asked = statements(scenario.read("statements.sql"));
    scenario.pathsEndingWith(".txt"); // not each build brings each version
    List<String> wrong = new ArrayList<>();
    for (String version : TestMariaDb.versions()) {
      String[] series = version.split("\\.");
      int number = Integer.parseInt(series[0]) * 10_000 + Integer.parseInt(series[1]) * 100;
      MySqlReader reader = MySqlReader.ofMariaDb(number);
      List<Operation> known =
          tables.stream().flatMap(table -> operations(reader, table).stream()).toList();
      StringBuilder accepted = new StringBuilder();
      try (Connection connection = TestMariaDb.version(version).freshDatabase().connect();
          Statement server = connection.createStatement()) {
        build(server, tables, String.join(" ", asked));
        for (String statement : asked) {
          build(server, tables, statement);
          String answer = answer(server, statement);
          accepted.append(statement).append("\n    ").append(answer).append('\n');
          String claim = claim(known, operations(reader, statement), number);
          if (!claim.equals(answer)) {
            wrong.add(
                "%s: %s%n    %s, but the rules say %s"
                    .formatted(version, statement, answer, claim));
          }
        }
      }
      scenario.verify(version + ".txt", accepted.toString());
    }
    assertThat(wrong).isEmpty();
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

  private static String claim(List<Operation> tables, List<Operation> asked, int version) {
    KnownSchema schema = new KnownSchema("");
    tables.forEach(schema::apply);
    Ground ground = new Ground(schema, asked, true);
    return OnlineDdl.of("mariadb", version)
        .flatMap(product -> product.effect(ground))
        .map(Effect::toString)
        .orElse("unknown");
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
