package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TestPostgresTest {
  @Test
  void eachDatabaseIsFreshAndEmpty() throws SQLException {
    TestDatabase first = TestPostgres.database();
    TestDatabase second = TestPostgres.database();
    first.execute("CREATE TABLE shop (id int)");
    assertThat(second.database()).isNotEqualTo(first.database());
    assertThat(answer(first, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("1");
    assertThat(answer(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }

  @Test
  void versionsOfTheDefaultLaneAreThere() {
    assertThat(TestPostgres.versions()).contains("12", "15", "18");
  }

  @TestFactory
  Stream<DynamicTest> everyVersionAnswersAsItself() {
    return TestPostgres.versions().stream()
        .map(version ->
            DynamicTest.dynamicTest(
                version,
                () -> {
                  TestDatabase database = TestPostgres.version(version).freshDatabase();
                  assertThat(answer(database, "SHOW server_version")).startsWith(version + ".");
                  assertThat(
                          answer(database, "SELECT upper('ä') || current_setting('log_timezone')"))
                      .isEqualTo("äUTC");
                }));
  }

  static String answer(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
