package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.schema.SchemaDialect.Seen;
import dev.lockstep.dialects.schema.SchemaDialect.Watch;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Looks at what statements do to tables, and at the words with which the server is held to that.
final class MysqlWatchTest {
  private static final String TOLD = "11.4";

  @TestFactory
  Stream<DynamicTest> seesWhatStatementsDo() {
    return Scenarios.in("testdata/effects").tests(MysqlWatchTest::sees);
  }

  /// Other versions do other things; they have to carry the statements out all the same.
  private static void sees(Scenario scenario) throws Exception {
    for (String version : TestMariaDb.versions()) {
      TestDatabase database = TestMariaDb.version(version).freshDatabase();
      MariaPairs.execute(database, scenario.read("tables.sql"));
      String seen = effects(database, scenario.read("statements.sql"));
      if (version.equals(TOLD)) {
        scenario.verify("effects.txt", seen);
      }
    }
  }

  private static String effects(TestDatabase database, String script) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection connection = database.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      Watch watch = MysqlSchemas.MARIADB.watch(connection, version).orElseThrow();
      for (SqlStatement statement : new MySqlSplitter().split(script)) {
        Seen seen = watch.run(statement.text());
        text.append(seen.promise().orElse(statement.text())).append("\n");
        text.append(
            seen.effect()
                .map(effect ->
                    "    locks %s, writes %s, reads %s"
                        .formatted(
                            effect.locks().stream()
                                .map(lock -> lock.table() + " " + lock.mode())
                                .toList(),
                            effect.rewrites(),
                            effect.scans()))
                .orElse("    nobody knows"));
        text.append("\n");
      }
    }
    return text.toString();
  }

  @Test
  void promisesNothingInTheNameOfAnotherProduct() throws Exception {
    try (Connection connection = TestMariaDb.database().connect()) {
      assertThat(MysqlSchemas.MYSQL.watch(connection, 8)).isEmpty();
    }
  }
}
