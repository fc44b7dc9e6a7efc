package dev.lockstep.readers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.readers.Outline;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.statement.Reading;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads statements by both grammars and compares what was understood of them.
final class MySqlReaderTest {
  private static final MySqlReader MARIADB = MySqlReader.ofMariaDb(110405);
  private static final MySqlReader MYSQL = MySqlReader.ofMySql(80400);

  @TestFactory
  Stream<DynamicTest> scenarios() {
    return Scenarios.in("testdata/readers/mysql").tests(MySqlReaderTest::run);
  }

  private static void run(Scenario scenario) {
    String script = scenario.read("script.sql");
    scenario.verify("reading.txt", Outline.of(script, new MySqlSplitter(), MARIADB));
    scenario.verify("reading-mysql.txt", Outline.of(script, new MySqlSplitter(), MYSQL));
  }

  @Test
  void takesCodeInCommentsByVersion() {
    assertThat(understands(MYSQL, "SELECT /*!80500 broken broken */ 1")).isTrue();
    assertThat(understands(MYSQL, "SELECT /*!80400 broken broken */ 1")).isFalse();
    assertThat(understands(MYSQL, "SELECT /*M! broken broken */ 1")).isTrue();
    assertThat(understands(MARIADB, "SELECT /*M!110405 broken broken */ 1")).isFalse();
    assertThat(understands(MARIADB, "SELECT /*!50701 broken broken */ 1")).isTrue();
    assertThat(understands(MARIADB, "SELECT /*! broken broken */ 1")).isFalse();
    assertThat(understands(MARIADB, "SELECT '/*! not code' /* ' */, 1")).isTrue();
    assertThat(MARIADB.read("SELECT 1 /* open"))
        .isEqualTo(new Reading.NotUnderstood("syntax error at or near \"/* open\"", 9));
  }

  private static boolean understands(MySqlReader reader, String statement) {
    return reader.read(statement) instanceof Reading.Understood;
  }
}
